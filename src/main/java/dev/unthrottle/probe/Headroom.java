package dev.unthrottle.probe;

import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The slots that a function may use and how many of them are free, as far as can be seen. What
 * other functions hold of a shared pool can't be seen.
 *
 * @param limit the reservation, or the account's unreserved pool; {@code null} if unknown
 * @param inFlight the function's slots in use; {@code null} if neither logs nor metrics tell
 */
record Headroom(@Nullable Integer limit, @Nullable Integer inFlight) {

  /** How far back the metric counts as now: its period, and time for it to be published. */
  static final Duration LAST_MINUTES = Duration.ofMinutes(5);

  /** What the evidence shows at {@code now}. */
  static Headroom at(Instant now, Evidence evidence) {
    return new Headroom(
        limit(evidence).orElse(null),
        inFlightByLogs(now, evidence).or(() -> inFlightByMetrics(now, evidence)).orElse(null));
  }

  /** The free slots, or {@code null} if they can't be seen. */
  @Nullable Integer free() {
    return limit == null || inFlight == null ? null : Math.max(0, limit - inFlight);
  }

  /** Whether one is surely left free beside so many; not if that can't be seen. */
  boolean leavesOneFreeBeside(int slots) {
    Integer free = free();
    return free != null && slots < free;
  }

  private static Optional<Integer> limit(Evidence evidence) {
    return evidence
        .reservation()
        .value()
        .flatMap(reservation ->
            switch (reservation) {
              case Reservation.Reserved(int slots) -> Optional.of(slots);
              case Reservation.None() -> unreserved(evidence.account());
            });
  }

  private static Optional<Integer> unreserved(Observation<AccountSettings> account) {
    return account.value().map(AccountSettings::unreservedConcurrentExecutions);
  }

  /** Executions that have begun, have not ended, and can still be running. */
  private static Optional<Integer> inFlightByLogs(Instant now, Evidence evidence) {
    FunctionSettings settings = evidence.settings().value().orElse(null);
    if (settings == null) {
      return Optional.empty();
    }
    Instant oldest = now.minus(SlotLife.longest(settings.timeout()));
    return evidence
        .logs()
        .value()
        .filter(logs -> showsEveryStart(settings, logs, oldest))
        .map(logs -> (int) logs.invocations().stream().filter(one -> runs(one, oldest)).count());
  }

  /** Logs that were cut, reach back too little, or leave starts out don't tell who runs now. */
  private static boolean showsEveryStart(
      FunctionSettings settings, LogEvidence logs, Instant oldest) {
    return logs.complete()
        && !logs.window().from().isAfter(oldest)
        && !"WARN".equals(settings.logs().systemLevel());
  }

  private static boolean runs(Invocation invocation, Instant oldest) {
    return invocation.end() == null && invocation.start().isAfter(oldest);
  }

  /** The most of the last minutes; a minute without a point had no traffic. */
  private static Optional<Integer> inFlightByMetrics(Instant now, Evidence evidence) {
    Instant from = now.minus(LAST_MINUTES);
    return evidence
        .metrics()
        .value()
        .filter(MetricEvidence::complete)
        .map(metrics ->
            metrics.points(Metric.CONCURRENT_EXECUTIONS).stream()
                .filter(point -> !point.at().isBefore(from))
                .mapToInt(point -> (int) Math.ceil(point.value()))
                .max()
                .orElse(0));
  }
}
