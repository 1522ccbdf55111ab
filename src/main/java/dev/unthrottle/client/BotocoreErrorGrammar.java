package dev.unthrottle.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The errors of botocore, which boto3 and both AWS CLIs print: <i>An error occurred (code) when
 * calling the operation (reached max retries: n): message</i>. The number counts retries, so there
 * was one attempt more. A timeout never says how many attempts were made.
 */
final class BotocoreErrorGrammar implements ErrorGrammar {

  /** A terminal may have wrapped it between any two words. */
  private static final Pattern SERVICE_ERROR =
      Pattern.compile(
          "(?:Waiter (?<waiter>\\w{1,60}) failed: )?An error occurred \\((?<code>[\\w.]{1,80})\\)"
              + "(?:\\s{1,9}when\\s{1,9}calling\\s{1,9}the\\s{1,9}(?<operation>\\w{1,80})\\s{1,9}operation)?"
              + "(?:\\s{1,9}\\(reached\\s{1,9}max\\s{1,9}retries:\\s{1,9}(?<retries>\\d{1,4})\\))?"
              + "(?::\\s{0,5}(?<message>[^\\n]{0,500}))?");

  private static final Pattern MARK =
      Pattern.compile(
          "An error occurred \\([\\w.]{1,80}\\)|\\b(?:Read|Connect) timeout on endpoint URL"
              + "|\\bCould not connect to the endpoint URL|\\bbotocore[.\\\\/]|\\bboto3\\b");

  private static final Pattern URL =
      Pattern.compile(
          "endpoint URL: \"https?://(?<service>[\\w-]{1,60})\\.[\\w.-]{0,80}amazonaws\\.com");

  /** What each waiter of Lambda asks for, from botocore's data/lambda/2015-03-31/waiters-2.json. */
  private static final Map<String, String> WAITERS =
      Map.of(
          "FunctionActive", "GetFunctionConfiguration",
          "FunctionUpdated", "GetFunctionConfiguration",
          "PublishedVersionActive", "GetFunctionConfiguration",
          "FunctionExists", "GetFunction",
          "FunctionActiveV2", "GetFunction",
          "FunctionUpdatedV2", "GetFunction");

  /** The AWS CLI 2.34 and later begin so; what follows says more, in its default format. */
  private static final Pattern CLI_2 =
      Pattern.compile("aws: \\[ERROR\\]:|Additional error details:");

  private static final Pattern CLI = Pattern.compile("\\baws\\s{1,5}lambda\\s{1,5}[a-z-]{1,60}\\b");

  private static final Pattern PYTHON =
      Pattern.compile("\\bbotocore[.\\\\/]|\\bboto3\\b|Traceback \\(most recent call last\\)");

  @Override
  public boolean marks(String text) {
    return MARK.matcher(text).find();
  }

  @Override
  public ToldError read(String text) {
    // The last one is what surfaced; Python prints those that it was raised from before it.
    Optional<MatchResult> error = SERVICE_ERROR.matcher(text).results().reduce((_, later) -> later);
    return error
        .map(found -> serviceError(found, text))
        .orElseGet(() ->
            new ToldError(
                client(text),
                ErrorText.find(URL, "service", text).orElse(null),
                null,
                null,
                null,
                null,
                false));
  }

  private static ToldError serviceError(MatchResult error, String text) {
    Integer retries = ErrorText.number(error.group("retries"));
    return new ToldError(
        client(text),
        null,
        operation(error),
        error.group("code"),
        ErrorText.bare(error.group("message")),
        retries == null ? null : Integer.valueOf(retries + 1),
        true);
  }

  private static @Nullable String operation(MatchResult error) {
    String operation = error.group("operation");
    return operation == null && error.group("waiter") != null
        ? WAITERS.get(error.group("waiter"))
        : operation;
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
        ? List.of(ClientId.AWS_CLI, ClientId.BOTO3).contains(variant.client())
        : variant.client() == client;
  }
}
