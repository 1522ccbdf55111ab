package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting, as it is and as it should be.
 *
 * @param setting its name, in words
 * @param current its value now
 * @param recommended its recommended value
 */
record SettingChange(String setting, String current, String recommended) {

  /** Every setting that a recommendation speaks about, changed or not. */
  static List<SettingChange> of(Diagnosis diagnosis, Recommendation recommendation) {
    Client now = diagnosis.client().client();
    Client then = recommendation.client();
    List<SettingChange> changes = new ArrayList<>();
    if (now.timeouts().attempt() != null || then.timeouts().attempt() != null) {
      changes.add(
          duration("limit for an attempt", now.timeouts().attempt(), then.timeouts().attempt()));
    }
    changes.addAll(
        List.of(
            duration("read timeout", now.timeouts().read(), then.timeouts().read()),
            duration("connect timeout", now.timeouts().connect(), then.timeouts().connect()),
            new SettingChange(
                "attempts, the first included",
                String.valueOf(now.retries().maxAttempts()),
                String.valueOf(then.retries().maxAttempts())),
            new SettingChange("retry mode", now.retries().mode().id(), then.retries().mode().id()),
            new SettingChange(
                "retries by",
                now.retries().maxAttempts() > 1 ? "the client" : "your own code",
                retriesBy(recommendation)),
            new SettingChange("TCP keep-alive", onOff(now), onOff(then)),
            new SettingChange(
                "function timeout",
                functionTimeout(diagnosis.evidence()),
                Figures.duration(recommendation.functionTimeout())),
            new SettingChange(
                "reserved concurrency",
                reserved(diagnosis.evidence()),
                recommendation.reservedConcurrency() == null
                    ? "none"
                    : recommendation.reservedConcurrency().toString()),
            new SettingChange(
                "kind of call",
                "synchronous",
                recommendation.asynchronous() ? "asynchronous" : "synchronous")));
    return changes;
  }

  /** Whether anything has to be done. */
  boolean changes() {
    return !current.equals(recommended);
  }

  private static String retriesBy(Recommendation recommendation) {
    return switch (recommendation.retriesBy()) {
      case CODE -> "your own code";
      case SDK -> "the client";
    };
  }

  private static SettingChange duration(
      String name, @Nullable Duration now, @Nullable Duration then) {
    return new SettingChange(name, Figures.duration(now), Figures.duration(then));
  }

  private static String onOff(Client client) {
    return client.tcpKeepAlive() ? "on" : "off";
  }

  private static String functionTimeout(Evidence evidence) {
    return evidence
        .settings()
        .value()
        .map(FunctionSettings::timeout)
        .map(Figures::duration)
        .orElse("unknown");
  }

  private static String reserved(Evidence evidence) {
    var reservation = evidence.reservation().value().orElse(null);
    Integer slots = Limits.reservedSlots(reservation);
    return slots == null ? Limits.reservationId(reservation) : slots.toString();
  }
}
