package dev.unthrottle.sandbox;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * How CloudWatch Logs keeps its lines.
 *
 * @param delay from an event to its being found
 * @param logClass the class of all groups
 * @param retentionDays after how many days lines are deleted, {@code null} for never
 * @param queryTime how long a query of Insights runs
 */
public record LogsSpec(
    Duration delay, String logClass, @Nullable Integer retentionDays, Duration queryTime) {

  static final String STANDARD = "STANDARD";
  static final String DELIVERY = "DELIVERY";
  static final List<String> CLASSES = List.of(STANDARD, "INFREQUENT_ACCESS", DELIVERY);

  /** Some of the days that AWS allows, checked 2026-11-22. */
  private static final List<Integer> RETENTIONS = List.of(1, 3, 5, 7, 14, 30, 60, 90, 180, 365);

  /** Of the standard class, and every line is found at once. */
  public static final LogsSpec PROMPT = new LogsSpec(Duration.ZERO, STANDARD, null, Duration.ZERO);

  static Integer retention(Node node) {
    Integer days = YamlValues.wholeFrom(1).apply(node);
    if (!RETENTIONS.contains(days)) {
      throw new ScenarioValueException("must be a number of days that AWS knows: " + RETENTIONS);
    }
    return days;
  }
}
