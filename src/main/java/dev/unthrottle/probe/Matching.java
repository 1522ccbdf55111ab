package dev.unthrottle.probe;

import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which execution in the logs belongs to which attempt, one to one. An attempt whose request id is
 * known owns the execution of that id and no other. A client that hung up never learned the id: its
 * attempt owns the execution that began nearest to its start, among those that began while it
 * lasted. What fits no attempt is somebody else's.
 */
final class Matching {

  /** How far the clock of the logs may be from the probe's. */
  static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

  private final Instant origin;
  private final List<Invocation> invocations;
  private final Set<String> taken;
  private final Map<Attempt, Invocation> matches = new LinkedHashMap<>();

  private Matching(Instant origin, List<Invocation> invocations, Set<String> taken) {
    this.origin = origin;
    this.invocations = invocations;
    this.taken = new HashSet<>(taken);
  }

  /**
   * The execution of each attempt that has one.
   *
   * @param origin the time that the attempts are measured from
   * @param taken ids of executions that belong to other attempts
   */
  static Map<Attempt, Invocation> of(
      Instant origin, List<Attempt> attempts, List<Invocation> invocations, Set<String> taken) {
    List<Attempt> mayHaveRun =
        attempts.stream().filter(one -> Ran.after(one.outcome()) != Ran.NO).toList();
    Matching matching = new Matching(origin, invocations, taken);
    mayHaveRun.forEach(matching::matchById);
    mayHaveRun.forEach(matching::matchByTime);
    return matching.matches;
  }

  /** When an execution took its slot: a cold start is over when the START line is written. */
  static Instant slotTaken(Invocation invocation) {
    return invocation.initDuration() == null
        ? invocation.start()
        : invocation.start().minus(invocation.initDuration());
  }

  private void matchById(Attempt attempt) {
    if (attempt.requestId() != null) {
      take(
          attempt,
          invocations.stream()
              .filter(one -> one.requestId().equals(attempt.requestId()))
              .findFirst());
    }
  }

  private void matchByTime(Attempt attempt) {
    if (attempt.requestId() == null) {
      Instant start = origin.plus(attempt.start());
      take(
          attempt,
          invocations.stream()
              .filter(one -> !taken.contains(one.requestId()))
              .filter(one -> beganWithin(attempt, one))
              .min(Comparator.comparing(one -> distance(start, one))));
    }
  }

  private void take(Attempt attempt, Optional<Invocation> invocation) {
    if (invocation.isPresent()) {
      taken.add(invocation.get().requestId());
      matches.put(attempt, invocation.get());
    }
  }

  /** Whether it took its slot while the attempt lasted. */
  private boolean beganWithin(Attempt attempt, Invocation invocation) {
    Instant earliest = origin.plus(attempt.start()).minus(CLOCK_SKEW);
    Instant latest = origin.plus(attempt.end());
    Instant taken = slotTaken(invocation);
    return !taken.isBefore(earliest) && !taken.isAfter(latest);
  }

  private static Duration distance(Instant start, Invocation invocation) {
    return Duration.between(start, slotTaken(invocation)).abs();
  }
}
