package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The errors of botocore, which boto3 and both AWS CLIs print: <i>An error occurred (code) when
 * calling the operation (reached max retries: n): message</i>. The number counts retries, so there
 * was one attempt more.
 */
final class BotocoreErrorGrammar implements ErrorGrammar {

  private static final Pattern SERVICE_ERROR =
      Pattern.compile(
          "An error occurred \\((?<code>[\\w.]+)\\)"
              + "(?: when calling the (?<operation>\\w+) operation)?"
              + "(?: \\(reached max retries: (?<retries>\\d{1,4})\\))?"
              + "(?::\\s*(?<message>[^\\n]*))?");

  private static final Pattern READ_TIMEOUT = Pattern.compile("Read timeout on endpoint URL");

  /** The AWS CLI 2.34 and later begin so; {@code --cli-error-format legacy} too. */
  private static final Pattern CLI_2 =
      Pattern.compile("aws: \\[ERROR\\]:|Additional error details:");

  private static final Pattern CLI = Pattern.compile("\\baws\\s+lambda\\s+invoke\\b");

  private static final Pattern PYTHON =
      Pattern.compile("\\bbotocore[.\\\\/]|Traceback \\(most recent call last\\)");

  @Override
  public Optional<ErrorReading> read(String text) {
    // The last one is what surfaced; Python prints those that it was raised from before it.
    Optional<MatchResult> error = SERVICE_ERROR.matcher(text).results().reduce((_, later) -> later);
    boolean readTimedOut = READ_TIMEOUT.matcher(text).find();
    if (error.isEmpty()) {
      return readTimedOut ? Optional.of(timeout(text)) : Optional.empty();
    }
    return Optional.of(serviceError(error.get(), text, readTimedOut));
  }

  private static ErrorReading serviceError(MatchResult error, String text, boolean readTimedOut) {
    Integer retries = ErrorText.number(error.group("retries"));
    return new ErrorReading(
        error.group("code"),
        error.group("operation"),
        ErrorText.unquoted(error.group("message")),
        retries == null ? null : Integer.valueOf(retries + 1),
        ErrorText.reason(text),
        readTimedOut,
        client(text),
        List.of());
  }

  /** A read timeout never says how many attempts were made. */
  private static ErrorReading timeout(String text) {
    return new ErrorReading(
        null, ErrorText.operationOfUrl(text), null, null, null, true, client(text), List.of());
  }

  private static @Nullable ClientId client(String text) {
    if (CLI_2.matcher(text).find() || CLI.matcher(text).find()) {
      return ClientId.AWS_CLI;
    }
    return PYTHON.matcher(text).find() ? ClientId.BOTO3 : null;
  }

  @Override
  public boolean couldPrint(String text, ClientVariant variant) {
    if (CLI_2.matcher(text).find()) {
      return variant.id().startsWith("aws-cli-v2");
    }
    ClientId client = client(text);
    return client == null
        ? variant.client() == ClientId.AWS_CLI || variant.client() == ClientId.BOTO3
        : variant.client() == client;
  }
}
