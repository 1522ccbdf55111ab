package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.advice.Alternative;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an alternative is called, and what is different with it, in words. */
final class AlternativeText {

  private AlternativeText() {}

  /** Its name in a table. */
  static String name(Alternative.Kind kind) {
    return switch (kind) {
      case CURRENT -> "now";
      case RECOMMENDED -> "recommended";
      case WAITING_LONGER -> "only waiting longer";
      case ONE_ATTEMPT -> "only one attempt";
      case ONE_SLOT_MORE -> "one slot more";
      case A_SLOT_FOR_EVERY_ATTEMPT -> "a slot for every attempt";
      case NEWEST_DEFAULTS -> "newest, with defaults";
    };
  }

  /** What differs from {@code now}, a setting each; empty for the settings of now themselves. */
  static List<String> differences(Alternative now, Alternative then) {
    var differences = new ArrayList<String>();
    Client before = now.client();
    Client after = then.client();
    if (then.kind() == Alternative.Kind.NEWEST_DEFAULTS) {
      differences.add(after.id().id() + " " + after.version());
    }
    if (then.asynchronous()) {
      differences.add("asynchronous");
    }
    limit(differences, "read timeout", before.timeouts().read(), after.timeouts().read());
    limit(differences, "attempt limit", before.timeouts().attempt(), after.timeouts().attempt());
    limit(differences, "call limit", before.timeouts().call(), after.timeouts().call());
    limit(differences, "connect timeout", before.timeouts().connect(), after.timeouts().connect());
    if (before.retries().maxAttempts() != after.retries().maxAttempts()) {
      differences.add(Figures.count(after.retries().maxAttempts(), "attempt"));
    }
    if (before.retries().mode() != after.retries().mode()) {
      differences.add("retry mode " + after.retries().mode().id());
    }
    limit(differences, "function timeout", now.functionTimeout(), then.functionTimeout());
    if (!Objects.equals(now.reservedConcurrency(), then.reservedConcurrency())) {
      differences.add(
          "reserved concurrency " + Objects.requireNonNullElse(then.reservedConcurrency(), "none"));
    }
    return differences;
  }

  private static void limit(
      List<String> differences, String name, @Nullable Duration now, @Nullable Duration then) {
    if (!Objects.equals(now, then)) {
      differences.add(then == null ? "no " + name : name + " " + Figures.duration(then));
    }
  }
}
