package dev.unthrottle.probe;

import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the executions of a step have ended, by the logs or, where those don't tell, by the
 * longest that a slot can be held. Every wait is bounded, and looks at the logs ever more rarely.
 */
final class SlotWatch {

  /**
   * How long after an execution its log lines are waited for. CloudWatch documents no such delay;
   * lines usually show within seconds.
   */
  static final Duration LOG_PATIENCE = Duration.ofSeconds(60);

  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration RAREST_LOOK = Duration.ofSeconds(15);

  private final Ports ports;
  private final FunctionSettings settings;
  private final Set<String> ofEarlierSteps = new HashSet<>();

  /** Why the logs will never show an execution, {@code null} as long as they may. */
  private @Nullable String blind;

  SlotWatch(Ports ports, FunctionSettings settings) {
    this.ports = ports;
    this.settings = settings;
  }

  /** The longest that {@link #settle} can wait after the last attempt of a step. */
  static Duration longest(Duration functionTimeout) {
    return SlotLife.longest(functionTimeout).plus(LOG_PATIENCE);
  }

  /**
   * Waits for the ends and the log lines of a step's executions.
   *
   * @param slotNeeded whether another step follows, which must find the slots free
   */
  void settle(StepLog log, boolean slotNeeded) throws InterruptedException {
    Duration next = FIRST_LOOK;
    Instant until = look(log, slotNeeded);
    while (!log.open().isEmpty() && ports.clock().instant().isBefore(until)) {
      Duration left = Duration.between(ports.clock().instant(), until);
      ports.listener().waiting(what(log), left);
      ports.pause().sleep(shorter(next, left));
      next = shorter(next.multipliedBy(2), RAREST_LOOK);
      until = look(log, slotNeeded);
    }
    ofEarlierSteps.addAll(log.requestIds());
  }

  /** Looks at the logs once, and says how long it is worth looking again. */
  Instant look(StepLog log, boolean slotNeeded) {
    Instant now = ports.clock().instant();
    if (log.open().isEmpty()) {
      return now;
    }
    if (blind == null) {
      read(log, now);
    }
    Instant linesDue = blind == null ? linesDue(log) : now;
    Instant slotsFree = log.lastPossibleStart().plus(SlotLife.longest(settings.timeout()));
    return ports
        .deadline()
        .orSooner(slotNeeded && slotsFree.isAfter(linesDue) ? slotsFree : linesDue);
  }

  /**
   * By when the executions that are still open must have ended and shown; {@code null} if none is,
   * or if the logs won't tell.
   */
  @Nullable Instant openUntil(List<StepLog> logs) {
    Instant now = ports.clock().instant();
    return logs.stream()
        .filter(log -> blind == null && !log.open().isEmpty())
        .map(this::linesDue)
        .filter(now::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private void read(StepLog log, Instant now) {
    Window window =
        new Window(log.origin().minus(Matching.CLOCK_SKEW), now.plus(Matching.CLOCK_SKEW));
    Observation<LogEvidence> logs = ports.evidence().logs(settings, window);
    logs.value().ifPresent(found -> log.match(found.invocations(), ofEarlierSteps, now));
    if (settings.logs().hideSuccess()) {
      blind = "the system log level WARN leaves out those that succeed";
    }
    logs.gap()
        .filter(gap -> lasting(gap.kind()))
        .ifPresent(gap -> blind = gap.apiCall() + " can't read them");
  }

  private Instant linesDue(StepLog log) {
    return log.open().stream()
        .map(attempt -> linesDue(log, attempt))
        .max(Comparator.naturalOrder())
        .orElse(log.origin());
  }

  /** When the lines of an attempt's execution must have shown, if it had one. */
  private Instant linesDue(StepLog log, Attempt attempt) {
    Instant ended = log.origin().plus(attempt.end());
    return switch (Ran.after(attempt.outcome())) {
      case YES, NO -> ended.plus(LOG_PATIENCE);
      case PERHAPS -> ended.plus(longest(settings.timeout()));
    };
  }

  /** Whether a gap will still be there when the next look is due. */
  private static boolean lasting(Gap.Kind kind) {
    return switch (kind) {
      case ACCESS_DENIED, CREDENTIALS, NOT_RECORDED -> true;
      case NOT_FOUND, UNREACHABLE, THROTTLED, INCOMPLETE, FAILED -> false;
    };
  }

  private String what(StepLog log) {
    int open = log.open().size();
    return "%d execution%s of %s to end%s"
        .formatted(
            open,
            open == 1 ? "" : "s",
            log.step().id(),
            blind == null
                ? " and to show in the logs"
                : ", which the logs won't show (%s)".formatted(blind));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
