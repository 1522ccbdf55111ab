package dev.unthrottle.client;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whom a request went to, from the service, the operation, or the protocol that it spoke. */
final class Addressees {

  /** {@code Lambda}, {@code AWSLambda}, {@code lambda}; LM in PowerShell's cmdlets. */
  private static final Pattern LAMBDA = Pattern.compile("(?i:(?:aws)?-?lambda|LM)");

  private static final Pattern LAMBDA_URL =
      Pattern.compile(
          "//lambda\\.[\\w-]{1,30}\\.amazonaws\\.com|/20\\d\\d-\\d\\d-\\d\\d/functions\\b");

  /** Services that speak AWS JSON, which names the error in the body; Lambda speaks REST JSON. */
  private static final Pattern AWS_JSON =
      Pattern.compile(
          "(?i:application/x-amz-json-1)|\"__type\"|\\bAwsJson1_?\\d\\w{0,20}Protocol\\b|\\bAwsQueryProtocol\\b");

  /** The JavaScript SDK 2 reads AWS JSON's errors here, and REST JSON's by way of another file. */
  private static final Pattern JSON_JS = Pattern.compile("[/\\\\]protocol[/\\\\]json\\.js\\b");

  private static final Pattern REST_JSON_JS =
      Pattern.compile("[/\\\\]protocol[/\\\\]rest_json\\.js\\b");

  /** A stream of CloudWatch Logs named before an error: whoever says so was reading it. */
  private static final Pattern LOG_STREAM =
      Pattern.compile("/\\d{4}/\\d\\d/\\d\\d/\\[[\\w$]{1,60}\\][0-9a-f]{32}");

  /** <i>while adminCreateUser</i>, <i>calling GetRole</i>: an operation that isn't Lambda's. */
  private static final Pattern OPERATION_SAID =
      Pattern.compile(
          "\\b(?:while|when|during|calling|operation:?) [\"'`]?"
              + "(?<operation>(?:[aA]dmin|[bB]atch)?(?:[cC]reate|[gG]et|[lL]ist|[dD]escribe|[pP]ut|[uU]pdate|[dD]elete"
              + "|[sS]tart|[sS]top|[iI]nitiate|[fF]ilter|[qQ]uery|[mM]odify|[sS]end|[aA]ssume|[tT]ag|[uU]ntag|[iI]nvoke)"
              + "[A-Z]\\w{1,60})\\b");

  private Addressees() {}

  static Addressee of(@Nullable String service, @Nullable String operation, String text) {
    if (service != null) {
      return LAMBDA.matcher(service).matches() ? Addressee.LAMBDA : Addressee.ANOTHER;
    }
    if (operation != null) {
      return LambdaOperations.has(operation) ? Addressee.LAMBDA : Addressee.ANOTHER;
    }
    return ofProtocol(text);
  }

  private static Addressee ofProtocol(String text) {
    if (LAMBDA_URL.matcher(text).find()) {
      return Addressee.LAMBDA;
    }
    boolean awsJson =
        AWS_JSON.matcher(text).find()
            || (JSON_JS.matcher(text).find() && !REST_JSON_JS.matcher(text).find());
    return awsJson || LOG_STREAM.matcher(text).find() ? Addressee.ANOTHER : Addressee.UNTOLD;
  }

  /**
   * An operation that a text without a client's own wording mentions: one of Lambda's control
   * plane, or another's where a preposition makes clear that it was called.
   */
  static Optional<String> operationMentioned(String text) {
    Optional<String> said =
        ErrorText.find(OPERATION_SAID, "operation", text).map(LambdaOperations::pascalCase);
    return said.or(() -> LambdaOperations.mentionedIn(text));
  }
}
