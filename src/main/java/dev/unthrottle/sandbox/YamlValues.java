package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.RateText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads single values of a scenario; each method throws the rule that a value breaks. */
final class YamlValues {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");

  private YamlValues() {}

  static String text(Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return scalar.getValue();
    }
    throw new ScenarioValueException("must be a text");
  }

  static Function<Node, String> textLike(Pattern pattern, String rule) {
    return node -> {
      String text = text(node);
      if (!pattern.matcher(text).matches()) {
        throw new ScenarioValueException(rule);
      }
      return text;
    };
  }

  static Function<Node, String> oneOf(Collection<String> choices) {
    return node -> {
      String text = text(node);
      if (!choices.contains(text)) {
        throw new ScenarioValueException(
            "must be one of %s; the nearest is '%s'"
                .formatted(String.join(", ", choices), Nearest.to(text, choices)));
      }
      return text;
    };
  }

  static Function<Node, Integer> whole(int least, int most) {
    return node -> {
      String text = text(node);
      if (!text.matches("\\d{1,9}")
          || Integer.parseInt(text) < least
          || Integer.parseInt(text) > most) {
        throw new ScenarioValueException(
            "must be a whole number from %d to %d".formatted(least, most));
      }
      return Integer.valueOf(text);
    };
  }

  static Function<Node, Integer> wholeFrom(int least) {
    return node -> {
      String text = text(node);
      if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
        throw new ScenarioValueException("must be a whole number from %d".formatted(least));
      }
      return Integer.valueOf(text);
    };
  }

  static int errorStatus(Node node) {
    String text = text(node);
    if (!text.matches("[45]\\d\\d")) {
      throw new ScenarioValueException("must be an HTTP status of an error, 400 to 599");
    }
    return Integer.parseInt(text);
  }

  static double share(Node node) {
    String text = text(node);
    if (!text.matches("\\d(\\.\\d+)?") || Double.parseDouble(text) > 1) {
      throw new ScenarioValueException("must be a share between 0 and 1");
    }
    return Double.parseDouble(text);
  }

  /** {@code 6s}, {@code 1500ms}, {@code 2m}, {@code 24h}, {@code 7d} or ISO-8601. */
  static Duration duration(Node node) {
    String text = text(node);
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      double nanos = Double.parseDouble(matcher.group(1)) * nanosOf(matcher.group(2));
      return Duration.ofNanos(Math.round(nanos));
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException _) {
      // Neither form: the rule below names both.
    }
    throw new ScenarioValueException(
        "must be a duration with its unit, such as 1500ms, 6s, 2m, 24h, 7d or PT6S");
  }

  static Duration positiveDuration(Node node) {
    Duration duration = duration(node);
    if (duration.isZero()) {
      throw new ScenarioValueException("must be longer than zero");
    }
    return duration;
  }

  /** Lambda takes timeouts in whole seconds. */
  static Duration timeout(Node node) {
    Duration duration = positiveDuration(node);
    if (duration.toNanosPart() != 0) {
      throw new ScenarioValueException("must be whole seconds, as Lambda's timeouts are");
    }
    if (duration.compareTo(FunctionModel.LONGEST_TIMEOUT) > 0) {
      throw new ScenarioValueException(
          "must be at most %d minutes, as Lambda's timeouts are"
              .formatted(FunctionModel.LONGEST_TIMEOUT.toMinutes()));
    }
    return duration;
  }

  /** As {@link RateText} has it, in calls a second. */
  static double ratePerSecond(Node node) {
    String text = text(node);
    try {
      return RateText.perSecond(text);
    } catch (IllegalArgumentException e) {
      throw new ScenarioValueException("must be " + RateText.RULE, e);
    }
  }

  /** One duration, several in turn, or a median and a 99th percentile. */
  static Durations durations(Node node, YamlProblems problems, String path) {
    return switch (node) {
      case SequenceNode list -> inTurn(list);
      case MappingNode mapping -> logNormal(new YamlObject(mapping, path, problems));
      default -> Durations.fixed(oneDuration(node));
    };
  }

  private static Duration oneDuration(Node node) {
    try {
      return duration(node);
    } catch (ScenarioValueException e) {
      throw new ScenarioValueException(
          e.rule() + "; or {p50: 2s, p99: 9s}; or several in turn, [1s, 2s]", e);
    }
  }

  private static Durations inTurn(SequenceNode list) {
    List<Duration> durations = list.getValue().stream().map(YamlValues::duration).toList();
    if (durations.isEmpty()) {
      throw new ScenarioValueException("must name at least one duration");
    }
    return Durations.inTurn(durations);
  }

  private static Durations logNormal(YamlObject percentiles) {
    Duration p50 = percentiles.required("p50", YamlValues::positiveDuration, Duration.ofSeconds(1));
    Duration p99 = percentiles.required("p99", YamlValues::positiveDuration, p50);
    percentiles.refuseUnknownKeys();
    return Durations.logNormal(p50, p99);
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 86_400e9;
    };
  }
}
