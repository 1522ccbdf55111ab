package dev.unthrottle.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pasted text made readable, and what all grammars look for alike. */
final class ErrorText {

  /** What is read of a text's beginning, in characters: the longest stack traces have less. */
  private static final int BEGINNING = 1 << 14;

  /** What is read of its end. The last error that surfaced counts, so the end counts more. */
  private static final int END = 3 << 14;

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,20}m");

  private static final Pattern LINE_END = Pattern.compile("\r\n?|\u2028|\u0085");

  private static final Pattern ESCAPED_QUOTE = Pattern.compile("\\\\{1,7}\"|&quot;");

  /** A line's end, or an indentation, in a text that was quoted as JSON, once or twice. */
  private static final Pattern ESCAPED_BLANK =
      Pattern.compile("\\\\{1,7}(?:r\\\\{1,7})?(?<is>[nt])");

  /** Backslashes mean something else then. */
  private static final Pattern WINDOWS_PATH = Pattern.compile("\\b[A-Za-z]:\\\\\\w");

  private static final Pattern REASON =
      Pattern.compile(
          "\\b[Rr]eason[\"']?\\s{0,5}(?:[:=]|=>)\\s{0,5}(?:Some\\(|Optional\\()?[\"']?"
              + "(?<reason>[A-Z][A-Za-z]{1,80}Exceeded)\\b");

  private static final Pattern INVOKE_URL =
      Pattern.compile("/functions/[^/\\s\"]{1,300}/(?:response-streaming-)?invocations");

  private static final Pattern INVOKED_FUNCTION =
      Pattern.compile(
          "(?:/functions/(?<a>[\\w-]{1,64})/(?:response-streaming-)?invocations"
              + "|--function-name[ =]+[\"']?(?<b>[\\w-]{1,64})(?![\\w:-])"
              + "|FunctionName[\"']?\\s?[:=]>?\\s?[\"'](?<c>[\\w-]{1,64})[\"']"
              + "|\\barn:aws[\\w-]{0,20}:lambda:[\\w-]{1,30}:\\w{1,12}:function:(?<d>[\\w-]{1,64}))");

  private ErrorText() {}

  /** Whether all of {@code text} is read. */
  static boolean isReadWhole(String text) {
    return text.length() <= BEGINNING + END;
  }

  /**
   * {@code text} without colours, and with line ends and quotes instead of their escapes; without
   * its middle, where it {@linkplain #isReadWhole isn't read whole}.
   */
  static String readable(String text) {
    String read =
        isReadWhole(text)
            ? text
            : text.substring(0, BEGINNING) + "\n" + text.substring(text.length() - END);
    read = LINE_END.matcher(COLOUR.matcher(read).replaceAll("")).replaceAll("\n");
    read = ESCAPED_QUOTE.matcher(read).replaceAll("\"");
    return read.indexOf('\\') < 0 || WINDOWS_PATH.matcher(read).find()
        ? read
        : ESCAPED_BLANK
            .matcher(read)
            .replaceAll(escape -> escape.group("is").equals("n") ? "\n" : "\t");
  }

  static @Nullable ThrottleReason reason(String text) {
    return ThrottleReason.namedIn(text)
        .or(() -> find(REASON, "reason", text).map(ThrottleReason::new))
        .orElse(null);
  }

  /** {@code Invoke}, if the URL of one stands in {@code text}. */
  static @Nullable String operationOfUrl(String text) {
    return INVOKE_URL.matcher(text).find() ? "Invoke" : null;
  }

  /** The function that was invoked, if its bare name stands where an invocation has it. */
  static @Nullable String function(String text) {
    Matcher matcher = INVOKED_FUNCTION.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    for (String place : new String[] {"a", "b", "c", "d"}) {
      if (matcher.group(place) != null) {
        return matcher.group(place);
      }
    }
    return null;
  }

  /** What {@code group} of {@code pattern} first matches. */
  static Optional<String> find(Pattern pattern, String group, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
  }

  static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }

  /** {@code message} without the quotes, commas and brackets of a text that it was quoted in. */
  static @Nullable String bare(@Nullable String message) {
    if (message == null) {
      return null;
    }
    int end = message.length();
    while (end > 0 && isQuoting(message.charAt(end - 1))) {
      end--;
    }
    String bare = message.substring(0, end).strip();
    return bare.isEmpty() ? null : bare;
  }

  private static boolean isQuoting(char last) {
    return Character.isWhitespace(last) || "\"'`,}]>".indexOf(last) >= 0;
  }
}
