package dev.unthrottle.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query in the language of CloudWatch Logs Insights, as far as {@code fields}, also with {@code
 * coalesce(…) as name}, {@code filter} with {@code =}, {@code like "…"}, {@code and} and {@code
 * or}, {@code stats} of {@link LogAggregate}s, {@code sort} by one field and {@code limit}.
 * Anything else is refused by its name.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">Query
 *     syntax</a>, checked 2026-11-22
 */
final class LogQueryLanguage {

  private static final Pattern COMMAND = Pattern.compile("\\s*(\\w+)\\s+(.*?)\\s*", Pattern.DOTALL);
  private static final Pattern CONDITION =
      Pattern.compile("([@\\w.]+)\\s*(=|like)\\s*\"([^\"]*)\"(?:\\s+(and|or)\\s+(?=\\S)|$)");
  private static final Pattern COALESCE =
      Pattern.compile("\\s*coalesce\\(([^()]+)\\)\\s+as\\s+(\\w+)\\s*");
  private static final Pattern SORT = Pattern.compile("([@\\w.]+)(?:\\s+(asc|desc))?");

  private final List<String> fields = new ArrayList<>();
  private final Map<String, List<String>> computed = new LinkedHashMap<>();
  private final List<LogAggregate> aggregates = new ArrayList<>();
  private Predicate<Map<String, String>> filter = row -> true;
  private @Nullable Comparator<Map<String, String>> order;
  private int limit = Integer.MAX_VALUE;

  private LogQueryLanguage() {}

  /**
   * Reads a query.
   *
   * @throws AwsError if it says what isn't played here
   */
  static LogQueryLanguage parse(String text) {
    LogQueryLanguage query = new LogQueryLanguage();
    for (String command : split(text, '|')) {
      Matcher matcher = COMMAND.matcher(command);
      if (!matcher.matches()) {
        throw malformed(command);
      }
      query.add(matcher.group(1), matcher.group(2));
    }
    return query;
  }

  private void add(String command, String rest) {
    switch (command) {
      case "fields" -> split(rest, ',').forEach(this::addField);
      case "filter" -> filter = filter.and(condition(rest));
      case "stats" -> split(rest, ',').forEach(one -> aggregates.add(LogAggregate.parse(one)));
      case "sort" -> order = order(rest);
      case "limit" -> limit = limit(rest);
      default -> throw malformed(command);
    }
  }

  private void addField(String text) {
    Matcher coalesce = COALESCE.matcher(text);
    if (coalesce.matches()) {
      fields.add(coalesce.group(2));
      computed.put(
          coalesce.group(2), split(coalesce.group(1), ',').stream().map(String::strip).toList());
    } else {
      fields.add(text.strip());
    }
  }

  /** An event's fields, with those that are computed; a time counts in milliseconds there. */
  private Map<String, String> fieldsOf(LogStore.Event event) {
    Map<String, String> found = LogFields.of(event);
    computed.forEach((name, of) ->
        of.stream()
            .filter(found::containsKey)
            .findFirst()
            .ifPresent(field ->
                found.put(
                    name,
                    field.equals("@timestamp")
                        ? String.valueOf(event.timestamp().toEpochMilli())
                        : found.getOrDefault(field, ""))));
    return found;
  }

  /** Splits at a character that doesn't stand within quotes or parentheses. */
  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == at && !quoted && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** Conditions, of which {@code and} binds more tightly than {@code or}. */
  private static Predicate<Map<String, String>> condition(String text) {
    Predicate<Map<String, String>> any = row -> false;
    Predicate<Map<String, String>> all = row -> true;
    Matcher matcher = CONDITION.matcher(text);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      all = all.and(comparison(matcher.group(1), matcher.group(2), matcher.group(3)));
      end = matcher.end();
      if ("or".equals(matcher.group(4))) {
        any = any.or(all);
        all = row -> true;
      }
    }
    if (end != text.length()) {
      throw malformed(text.substring(end));
    }
    return any.or(all);
  }

  private static Predicate<Map<String, String>> comparison(
      String field, String operator, String value) {
    return operator.equals("=")
        ? row -> value.equals(row.get(field))
        : row -> row.getOrDefault(field, "").contains(value);
  }

  private static Comparator<Map<String, String>> order(String text) {
    Matcher matcher = SORT.matcher(text);
    if (!matcher.matches()) {
      throw malformed(text);
    }
    String field = matcher.group(1);
    Comparator<Map<String, String>> ascending =
        Comparator.comparingDouble(row -> number(row.getOrDefault(field, "")));
    return "desc".equals(matcher.group(2)) ? ascending.reversed() : ascending;
  }

  private static int limit(String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw malformed(text);
    }
    return Integer.parseInt(text);
  }

  /** A number, or what sorts before every number. */
  static double number(String text) {
    return text.matches("-?\\d+(\\.\\d+)?") ? Double.parseDouble(text) : Double.NEGATIVE_INFINITY;
  }

  /** What it isn't able to read. */
  static AwsError malformed(String found) {
    return new AwsError(
        400,
        "MalformedQueryException",
        "unexpected symbol found, or one that this endpoint doesn't play: " + found.strip());
  }

  /** What it finds in these events. */
  LogQueryResult run(List<LogStore.Event> events, int most) {
    List<Map<String, String>> matched = events.stream().map(this::fieldsOf).filter(filter).toList();
    long bytes = events.stream().mapToLong(LogsInput::size).sum();
    return new LogQueryResult(
        aggregates.isEmpty() ? rows(matched, Math.min(limit, most)) : List.of(statistics(matched)),
        matched.size(),
        events.size(),
        bytes);
  }

  private List<List<Map<String, String>>> rows(List<Map<String, String>> matched, int most) {
    return (order == null ? matched.stream() : matched.stream().sorted(order))
        .limit(most)
        .map(this::row)
        .toList();
  }

  private List<Map<String, String>> row(Map<String, String> event) {
    return fields.stream()
        .filter(event::containsKey)
        .map(field -> field(field, event.getOrDefault(field, "")))
        .toList();
  }

  private List<Map<String, String>> statistics(List<Map<String, String>> matched) {
    List<Map<String, String>> row = new ArrayList<>();
    for (LogAggregate aggregate : aggregates) {
      String value = aggregate.of(matched);
      if (value != null) {
        row.add(field(aggregate.name(), value));
      }
    }
    return row;
  }

  private static Map<String, String> field(String name, String value) {
    Map<String, String> field = new LinkedHashMap<>();
    field.put("field", name);
    field.put("value", value);
    return field;
  }
}
