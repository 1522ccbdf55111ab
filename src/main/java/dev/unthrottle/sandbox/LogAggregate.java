package dev.unthrottle.sandbox;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of a {@code stats} command: {@code count(*)}, {@code avg}, {@code min}, {@code
 * max}, {@code sum} and {@code pct} of a field, or {@code sum(strcontains(field, "…"))}.
 *
 * @param name what it is called in the result
 * @param value its value over some events, {@code null} where none of them has the field
 */
record LogAggregate(String name, Function<List<Map<String, String>>, @Nullable String> value) {

  private static final Pattern NAMED =
      Pattern.compile("\\s*(?<what>.+?)\\s+as\\s+(?<name>\\w+)\\s*");
  private static final Pattern OF_FIELD =
      Pattern.compile(
          "(?<how>avg|min|max|sum|pct)\\((?<field>[@\\w.]+)(?:,\\s*(?<share>\\d+(?:\\.\\d+)?))?\\)");
  private static final Pattern CONTAINING =
      Pattern.compile("sum\\(strcontains\\((?<field>[@\\w.]+),\\s*\"(?<part>[^\"]*)\"\\)\\)");

  static LogAggregate parse(String text) {
    Matcher named = NAMED.matcher(text);
    if (!named.matches()) {
      throw LogQueryLanguage.malformed(text);
    }
    return new LogAggregate(named.group("name"), function(named.group("what")));
  }

  private static Function<List<Map<String, String>>, @Nullable String> function(String what) {
    if (what.equals("count(*)")) {
      return rows -> String.valueOf(rows.size());
    }
    Matcher containing = CONTAINING.matcher(what);
    if (containing.matches()) {
      String field = containing.group("field");
      String part = containing.group("part");
      return rows ->
          String.valueOf(
              rows.stream().filter(row -> row.getOrDefault(field, "").contains(part)).count());
    }
    Matcher ofField = OF_FIELD.matcher(what);
    boolean percentile = what.startsWith("pct");
    if (!ofField.matches() || percentile == (ofField.group("share") == null)) {
      throw LogQueryLanguage.malformed(what);
    }
    Statistic statistic = statistic(ofField.group("how"), ofField.group("share"));
    return rows -> over(rows, ofField.group("field"), statistic);
  }

  private static Statistic statistic(String how, @Nullable String share) {
    return Statistic.parse(
        switch (how) {
          case "avg" -> "Average";
          case "min" -> "Minimum";
          case "max" -> "Maximum";
          case "sum" -> "Sum";
          default -> "p" + share;
        },
        1);
  }

  private static @Nullable String over(
      List<Map<String, String>> rows, String field, Statistic statistic) {
    List<Double> values =
        rows.stream()
            .filter(row -> row.containsKey(field))
            .map(row -> LogQueryLanguage.number(row.getOrDefault(field, "")))
            .toList();
    return values.isEmpty() ? null : String.valueOf(statistic.of(values));
  }

  /** Its value over these events. */
  @Nullable String of(List<Map<String, String>> rows) {
    return value.apply(rows);
  }
}
