package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Errors that no client of the catalogue words unmistakably: a bare <i>code: message</i>, which any
 * JavaScript SDK and many tools print, the body of Lambda's answer, or what other clients make of
 * it. They tell nothing about which client of the catalogue it was.
 */
final class AnyErrorGrammar implements ErrorGrammar {

  /** Where a code stands, the surest place first. The SDKs' own exceptions are no codes. */
  private static final List<Pattern> CODE =
      List.of(
          Pattern.compile("; Error Code: (?<found>\\w+)"),
          Pattern.compile("(?i:X-Amzn-Errortype): *(?<found>\\w+)"),
          Pattern.compile(
              "[\"']?\\b(?:errorType|errorName|__type|code)[\"']?\\s*:\\s*[\"'](?<found>\\w+Exception)"),
          Pattern.compile("\\b(?!Sdk)(?<found>[A-Z]\\w+Exception): "),
          Pattern.compile("\\bLambda\\.(?<found>\\w+Exception)\\b"));

  /** Where a message stands, the surest place first. */
  private static final List<Pattern> MESSAGE =
      List.of(
          Pattern.compile("(?<found>[^\"\\n:]+?) \\(Service: "),
          Pattern.compile("\"errorMessage\"\\s*:\\s*\"(?<found>[^\"]*)\""),
          Pattern.compile("\\b[A-Z]\\w+Exception: (?<found>(?:(?!\\\\n)[^\\n])*)"),
          Pattern.compile("[\"']?\\b[mM]essage[\"']?\\s*:\\s*[\"'](?<found>[^\"']*)[\"']"),
          Pattern.compile("(?<found>Rate Exceeded\\.|Rate exceeded\\b)"));

  private static final Pattern OPERATION =
      Pattern.compile("operation error [\\w ]+: (?<found>\\w+)");

  private static final Pattern ATTEMPTS =
      Pattern.compile("exceeded maximum number of attempts, (?<found>\\d{1,4})");

  private static final Pattern TIMED_OUT =
      Pattern.compile("Read timed out|Connection timed out after \\d+ ?ms");

  @Override
  public Optional<ErrorReading> read(String text) {
    Optional<String> code = first(CODE, text);
    Optional<String> message = first(MESSAGE, text);
    boolean timedOut = TIMED_OUT.matcher(text).find();
    if (code.isEmpty() && message.isEmpty() && !timedOut) {
      return Optional.empty();
    }
    return Optional.of(
        new ErrorReading(
            code.orElse(null),
            first(List.of(OPERATION), text).orElse(ErrorText.operationOfUrl(text)),
            ErrorText.unquoted(message.orElse(null)),
            first(List.of(ATTEMPTS), text).map(Integer::valueOf).orElse(null),
            ErrorText.reason(text),
            timedOut,
            null,
            List.of()));
  }

  private static Optional<String> first(List<Pattern> patterns, String text) {
    return patterns.stream()
        .flatMap(pattern -> ErrorText.find(pattern, "found", text).stream())
        .findFirst();
  }

  @Override
  public boolean couldPrint(String text, ClientVariant variant) {
    return false;
  }
}
