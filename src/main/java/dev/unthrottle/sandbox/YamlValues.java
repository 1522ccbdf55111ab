package dev.unthrottle.sandbox;

import dev.unthrottle.client.DurationText;
import dev.unthrottle.client.NearestNames;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.RateText;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads single values of a scenario; each method throws the rule that a value breaks. */
final class YamlValues {

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
            "must be one of " + String.join(", ", choices) + nearest(text, choices));
      }
      return text;
    };
  }

  /** {@code "; the nearest is 'json'"}; empty, where none is near. */
  static String nearest(String typed, Collection<String> known) {
    return NearestNames.to(typed, known).stream()
        .findFirst()
        .map("; the nearest is '%s'"::formatted)
        .orElse("");
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

  /** The items of a list, each read alike. */
  static <T> Function<Node, List<T>> list(Function<Node, T> item) {
    return node -> {
      if (node instanceof SequenceNode sequence) {
        return sequence.getValue().stream().map(item).toList();
      }
      throw new ScenarioValueException("must be a list");
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

  /** As {@link DurationText} has it, and not negative. */
  static Duration duration(Node node) {
    try {
      Duration duration = DurationText.parse(text(node));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DurationText.Malformed e) {
      throw new ScenarioValueException(e.rule());
    }
    throw new ScenarioValueException("must not be negative");
  }

  static Duration wholeSeconds(Node node) {
    Duration duration = duration(node);
    if (duration.toNanosPart() != 0) {
      throw new ScenarioValueException("must be whole seconds, as the header Retry-After is");
    }
    return duration;
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
      default -> Durations.fixed(duration(node));
    };
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
}
