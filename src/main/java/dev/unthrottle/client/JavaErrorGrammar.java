package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of the AWS SDK for Java 2.x. They carry the number of attempts, and each earlier
 * attempt as a suppressed exception of its own.
 */
final class JavaErrorGrammar implements ErrorGrammar {

  private static final Pattern MARK =
      Pattern.compile("software\\.amazon\\.awssdk|SDK Attempt Count");

  private static final Pattern EXCEPTION =
      Pattern.compile(
          "(?<!Suppressed: )software\\.amazon\\.awssdk\\.[\\w.$]*?(?<type>\\w+Exception): "
              + "(?<message>[^\\n]*)");

  /** What the SDK adds to the service's message. */
  private static final Pattern ADDED =
      Pattern.compile("\\s*\\((?:Service: \\w+, Status Code: \\d+|SDK Attempt Count: ).*$");

  private static final Pattern ATTEMPT_COUNT =
      Pattern.compile("SDK Attempt Count: (?<attempts>\\d{1,4})");

  private static final Pattern EARLIER_ATTEMPT =
      Pattern.compile("Request attempt (?<attempt>\\d{1,4}) failure");

  private static final Pattern READ_TIMEOUT =
      Pattern.compile("Read timed out|ReadTimeoutException|Read timeout", Pattern.CASE_INSENSITIVE);

  private static final Pattern CLIENT_METHOD =
      Pattern.compile("DefaultLambda(?:Async)?Client\\.(?<method>[a-z]\\w*)\\(");

  @Override
  public Optional<ErrorReading> read(String text) {
    if (!MARK.matcher(text).find()) {
      return Optional.empty();
    }
    return Optional.of(
        new ErrorReading(
            ErrorText.find(EXCEPTION, "type", text).filter(JavaErrorGrammar::isCode).orElse(null),
            ErrorText.find(CLIENT_METHOD, "method", text)
                .map(JavaErrorGrammar::capitalized)
                .orElse(null),
            ErrorText.find(EXCEPTION, "message", text)
                .map(message -> ADDED.matcher(message).replaceFirst(""))
                .orElse(null),
            attempts(text),
            ErrorText.reason(text),
            READ_TIMEOUT.matcher(text).find(),
            ClientId.JAVA_V2,
            List.of()));
  }

  /** The SDK's own exceptions are no codes of the service. */
  private static boolean isCode(String type) {
    return !type.startsWith("Sdk") && !type.startsWith("ApiCall");
  }

  private static @Nullable Integer attempts(String text) {
    return ErrorText.find(ATTEMPT_COUNT, "attempts", text)
        .map(Integer::valueOf)
        .orElseGet(() -> attemptsFromSuppressed(text));
  }

  private static @Nullable Integer attemptsFromSuppressed(String text) {
    int earlier = 0;
    Matcher matcher = EARLIER_ATTEMPT.matcher(text);
    while (matcher.find()) {
      earlier = Math.max(earlier, Integer.parseInt(matcher.group("attempt")));
    }
    return earlier == 0 ? null : Integer.valueOf(earlier + 1);
  }

  private static String capitalized(String method) {
    return Character.toUpperCase(method.charAt(0)) + method.substring(1);
  }

  @Override
  public boolean couldPrint(String text, ClientVariant variant) {
    return variant.client() == ClientId.JAVA_V2;
  }
}
