package dev.unthrottle.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is of one function, or everything. In a group that functions share, a stream is named
 * {@code 2026/11/22/function[version]id}; in a group of its own a function's streams don't name it,
 * and are taken. An export to S3 has hyphens for the slashes.
 *
 * @param function whose streams and executions are taken; {@code null} for everybody's
 */
record StreamFilter(@Nullable String function) {

  /** Takes every stream. */
  static final StreamFilter ALL = new StreamFilter(null);

  /** Which part of an ARN, counted from 0, is the function's name. */
  private static final int NAME_PART = 6;

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

  /**
   * Whether an execution is taken that says to be of the function of that ARN, {@code
   * arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]}; one that doesn't say it is.
   */
  boolean takesExecutionOf(@Nullable String arn) {
    if (function == null || arn == null) {
      return true;
    }
    String[] parts = arn.split(":", -1);
    return parts.length < NAME_PART + 1 || parts[NAME_PART].equals(function);
  }

  /** Whether a stream's name seems to stand there: a date with slashes. */
  static boolean looksLikeStream(byte[] text, int at) {
    return text[at + 4] == '/' && text[at + 7] == '/' && text[at + 10] == '/';
  }
}
