package dev.unthrottle.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of terms: {@code term "quoted term"} finds events that contain all of them,
 * {@code ?one ?other} those that contain any, {@code -term} those without. Case matters.
 *
 * @param all terms that must be contained
 * @param any terms of which one must be contained, unless there are none
 * @param none terms that must not be contained
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>, checked 2026-11-22
 */
record FilterPattern(List<String> all, List<String> any, List<String> none) {

  private static final Pattern TERM =
      Pattern.compile("\\s*([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)+)\"|([A-Za-z0-9_.]+))(?=\\s|$)");

  /**
   * Reads a pattern.
   *
   * @throws AwsError if it is of another kind, which the error names
   */
  static FilterPattern parse(String text) {
    FilterPattern pattern =
        new FilterPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Matcher matcher = TERM.matcher(text);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      pattern.listOf(matcher.group(1)).add(term(matcher));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw notSupported(text.substring(end).strip());
    }
    return pattern;
  }

  private static String term(Matcher matcher) {
    String quoted = matcher.group(2);
    return quoted == null ? matcher.group(3) : quoted.replace("\\\"", "\"");
  }

  private List<String> listOf(String sign) {
    return switch (sign) {
      case "?" -> any;
      case "-" -> none;
      default -> all;
    };
  }

  private static AwsError notSupported(String rest) {
    String kind =
        switch (rest.charAt(0)) {
          case '{' -> "JSON patterns { }";
          case '[' -> "space-delimited patterns [ ]";
          case '%' -> "regular expressions % %";
          default -> "terms that are neither quoted nor alphanumeric";
        };
    return LogsInput.invalid(
        "Invalid filter pattern: %s are not supported here. Found: %s".formatted(kind, rest));
  }

  boolean matches(String message) {
    return all.stream().allMatch(message::contains)
        && (any.isEmpty() || any.stream().anyMatch(message::contains))
        && none.stream().noneMatch(message::contains);
  }
}
