package dev.unthrottle.app.cli.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** The conditions of a template; whether one holds may not be known before it is deployed. */
final class Conditions {

  /** No template nests deeper; what does leads back to itself. */
  private static final int DEEPEST = 40;

  private final Map<String, Node> conditions;
  private final Intrinsics intrinsics;

  Conditions(Map<String, Node> conditions, Intrinsics intrinsics) {
    this.conditions = conditions;
    this.intrinsics = intrinsics;
  }

  /** Whether the condition of that name holds; empty if that isn't known. */
  Optional<Boolean> holds(String name, int depth) {
    Node condition = conditions.get(name);
    return condition == null || depth > DEEPEST
        ? Optional.empty()
        : Intrinsic.in(condition).flatMap(it -> holds(it, depth + 1));
  }

  private Optional<Boolean> holds(Intrinsic intrinsic, int depth) {
    return switch (intrinsic.name()) {
      case "Condition" -> holds(intrinsic.text(), depth);
      case "Equals" -> equal(intrinsic.items(), depth);
      case "Not" -> all(intrinsic.items(), true, depth).map(it -> !it);
      case "And" -> all(intrinsic.items(), true, depth);
      case "Or" -> all(intrinsic.items(), false, depth);
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> equal(List<Node> sides, int depth) {
    if (sides.size() != 2) {
      return Optional.empty();
    }
    Optional<String> left = intrinsics.value(sides.getFirst(), depth).known();
    Optional<String> right = intrinsics.value(sides.get(1), depth).known();
    return left.isPresent() && right.isPresent()
        ? Optional.of(left.equals(right))
        : Optional.empty();
  }

  /**
   * {@code And} is {@code otherwise} true, {@code Or} false: one part that is the opposite decides,
   * and else all parts have to be known.
   */
  private Optional<Boolean> all(List<Node> parts, boolean otherwise, int depth) {
    boolean known = true;
    for (Node part : parts) {
      Optional<Boolean> holds = Intrinsic.in(part).flatMap(it -> holds(it, depth + 1));
      if (holds.isPresent() && holds.get() != otherwise) {
        return Optional.of(!otherwise);
      }
      known &= holds.isPresent();
    }
    return known ? Optional.of(otherwise) : Optional.empty();
  }
}
