package dev.unthrottle.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log streams of one function, or of all. In a group that functions share, a stream is
 * named {@code 2026/11/22/function[version]id}; in a group of its own a function's streams don't
 * name it, and are taken. An export to S3 has hyphens for the slashes.
 *
 * @param function whose streams are taken; {@code null} for everybody's
 */
record StreamFilter(@Nullable String function) {

  /** Takes every stream. */
  static final StreamFilter ALL = new StreamFilter(null);

  private static final Pattern STREAM =
      Pattern.compile(
          "(?:.*/)?\\d{4}[/-]\\d\\d[/-]\\d\\d[/-]([^\\[\\]/]*)\\[[^\\]]+\\]\\p{XDigit}+");

  /** Whether a stream is taken. */
  boolean takes(String stream) {
    if (function == null) {
      return true;
    }
    Matcher matcher = STREAM.matcher(stream);
    return !matcher.matches() || matcher.group(1).isEmpty() || matcher.group(1).equals(function);
  }

  /** Whether a stream's name seems to stand there: a date with slashes. */
  static boolean looksLikeStream(byte[] text, int at) {
    return text[at + 4] == '/' && text[at + 7] == '/' && text[at + 10] == '/';
  }
}
