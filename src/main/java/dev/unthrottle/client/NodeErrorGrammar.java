package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The errors of the AWS SDK for JavaScript 3 as Node prints them: name, message, stack, and {@code
 * $metadata} with the number of attempts. Without that, the stack still names its packages.
 */
final class NodeErrorGrammar implements ErrorGrammar {

  private static final Pattern MARK = Pattern.compile("\\$metadata|@smithy/|@aws-sdk/");

  private static final Pattern ERROR =
      Pattern.compile("\\b(?<name>\\w+(?:Exception|Error)): (?<message>[^\\n]*)");

  private static final Pattern NAME =
      Pattern.compile("[\"']?\\bname[\"']?: ?[\"'](?<name>\\w+(?:Exception|Error))[\"']");

  private static final Pattern ATTEMPTS =
      Pattern.compile("\\battempts[\"']?: ?(?<attempts>\\d{1,4})");

  /** The socket's silence, the whole request, and the wording of handlers before 4.4. */
  private static final Pattern READ_TIMEOUT =
      Pattern.compile(
          "request socket timed out|exceeded the configured \\d+ ?ms requestTimeout"
              + "|Connection timed out after \\d+ ?ms");

  private static final Pattern COMMAND = Pattern.compile("\\b(?<operation>[A-Z]\\w+)Command\\b");

  @Override
  public Optional<ErrorReading> read(String text) {
    if (!MARK.matcher(text).find()) {
      return Optional.empty();
    }
    return Optional.of(
        new ErrorReading(
            code(text),
            ErrorText.find(COMMAND, "operation", text).orElse(null),
            message(text),
            ErrorText.find(ATTEMPTS, "attempts", text).map(Integer::valueOf).orElse(null),
            ErrorText.reason(text),
            READ_TIMEOUT.matcher(text).find(),
            ClientId.JS_V3,
            List.of()));
  }

  /** A service's error is an exception; an Error is Node's or the SDK's own. */
  private static @Nullable String code(String text) {
    return exception(text)
        .or(() -> ErrorText.find(NAME, "name", text))
        .filter(name -> name.endsWith("Exception"))
        .orElse(null);
  }

  /** A wrapped error stands after the one that wraps it. */
  private static Optional<String> exception(String text) {
    return ERROR
        .matcher(text)
        .results()
        .map(error -> error.group("name"))
        .filter(name -> name.endsWith("Exception"))
        .findFirst();
  }

  private static @Nullable String message(String text) {
    String code = code(text);
    return ERROR
        .matcher(text)
        .results()
        .filter(error -> code == null || error.group("name").equals(code))
        .map(error -> ErrorText.unquoted(error.group("message")))
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean couldPrint(String text, ClientVariant variant) {
    return variant.client() == ClientId.JS_V3;
  }
}
