package dev.unthrottle.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the grammars look for alike. */
final class ErrorText {

  /** In an error body, in a dictionary or object printed by Python or Node, or on a line. */
  private static final Pattern REASON =
      Pattern.compile("\\bReason[\"']?\\s*:\\s*[\"']?(?<reason>[A-Z][A-Za-z]+Exceeded)\\b");

  private static final Pattern INVOKE_URL = Pattern.compile("/functions/[^/\\s\"]+/invocations");

  private ErrorText() {}

  static @Nullable ThrottleReason reason(String text) {
    return find(REASON, "reason", text).map(ThrottleReason::new).orElse(null);
  }

  /** {@code Invoke}, if the URL of one stands in {@code text}. */
  static @Nullable String operationOfUrl(String text) {
    return INVOKE_URL.matcher(text).find() ? "Invoke" : null;
  }

  /** What {@code group} of {@code pattern} first matches. */
  static Optional<String> find(Pattern pattern, String group, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
  }

  static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }

  /** {@code message} without the quotes and commas of a text that it was quoted in. */
  static @Nullable String unquoted(@Nullable String message) {
    if (message == null) {
      return null;
    }
    String bare = message.strip().replaceAll("[\"'`,}]+$", "").strip();
    return bare.isEmpty() ? null : bare;
  }
}
