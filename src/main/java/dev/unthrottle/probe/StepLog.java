package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known about one step while it goes on. Not thread-safe. */
final class StepLog {

  private final ProbeStep step;
  private final Client client;
  private final Instant origin;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<Attempt, Duration> firstBytes = new HashMap<>();
  private final Map<String, Invocation> seen = new LinkedHashMap<>();
  private Map<Attempt, Invocation> executions = Map.of();
  private Instant readAt;

  StepLog(ProbeStep step, Client client, Instant origin) {
    this.step = step;
    this.client = client;
    this.origin = origin;
    this.readAt = origin;
  }

  ProbeStep step() {
    return step;
  }

  Client client() {
    return client;
  }

  Instant origin() {
    return origin;
  }

  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  Attempt add(int call, int number, AttemptOutcome outcome, AttemptReport report) {
    Attempt attempt =
        new Attempt(
            call,
            number,
            Duration.between(origin, report.start()),
            Duration.between(origin, report.end()),
            outcome,
            outcome == AttemptOutcome.REFUSED ? report.reason() : null,
            report.requestId());
    attempts.add(attempt);
    if (report.firstByte() != null) {
      firstBytes.put(attempt, report.firstByte());
    }
    return attempt;
  }

  /**
   * Takes from the logs, as they were at {@code at}, what belongs to these attempts. What an
   * earlier look has seen isn't forgotten.
   */
  void match(List<Invocation> invocations, Set<String> taken, Instant at) {
    invocations.forEach(one -> seen.merge(one.requestId(), one, StepLog::fuller));
    executions = Matching.of(origin, attempts, List.copyOf(seen.values()), taken);
    readAt = at;
  }

  private static Invocation fuller(Invocation before, Invocation now) {
    return before.duration() != null && now.duration() == null ? before : now;
  }

  /** The ids of its executions. */
  Set<String> requestIds() {
    return executions.values().stream().map(Invocation::requestId).collect(Collectors.toSet());
  }

  /** The attempts that ran, or may have run, and have no execution in the logs. */
  List<Attempt> unseen() {
    return attempts.stream()
        .filter(attempt -> Ran.after(attempt.outcome()) != Ran.NO)
        .filter(attempt -> !executions.containsKey(attempt))
        .toList();
  }

  /** The attempts that may still hold a slot: those whose execution has no REPORT yet. */
  List<Attempt> open() {
    return attempts.stream()
        .filter(attempt -> Ran.after(attempt.outcome()) != Ran.NO)
        .filter(attempt -> !reported(executions.get(attempt)))
        .toList();
  }

  private static boolean reported(@Nullable Invocation execution) {
    return execution != null && execution.duration() != null;
  }

  /** When the last attempt that may have run ended; the origin if there is none. */
  Instant lastPossibleStart() {
    return attempts.stream()
        .filter(attempt -> Ran.after(attempt.outcome()) != Ran.NO)
        .map(attempt -> origin.plus(attempt.end()))
        .max(Comparator.naturalOrder())
        .orElse(origin);
  }

  /**
   * How many executions it caused, or may have caused. A line that doesn't show isn't proof that
   * nothing ran, so what may have run counts until the logs show it.
   */
  int invocations() {
    return executions.size() + unseen().size();
  }

  /** What its executions cost, those that it may have caused included. */
  double cost(FunctionSettings settings) {
    double seen =
        executions.values().stream().mapToDouble(one -> Cost.of(settings, one, readAt)).sum();
    double unseen =
        unseen().stream().mapToDouble(attempt -> Cost.ofUnseen(settings, attempt)).sum();
    return seen + unseen;
  }

  StepRecord record() {
    List<Execution> ran =
        executions.entrySet().stream()
            .map(match -> execution(match.getKey(), match.getValue()))
            .sorted(Comparator.comparing(Execution::start))
            .toList();
    return new StepRecord(
        step, origin, client, new Timeline(attempts, ran), unseen().isEmpty(), requestTimes());
  }

  private List<RequestTime> requestTimes() {
    return attempts.stream()
        .filter(attempt -> attempt.outcome() == AttemptOutcome.ANSWERED)
        .map(attempt ->
            new RequestTime(
                firstBytes.get(attempt),
                attempt.length(),
                RequestTime.Start.of(executions.get(attempt))))
        .toList();
  }

  /** The longest that an answered attempt took; zero if none was. */
  Duration longestAnswered() {
    return attempts.stream()
        .filter(attempt -> attempt.outcome() == AttemptOutcome.ANSWERED)
        .map(Attempt::length)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Clocks differ a little, but nothing runs before the attempt that causes it. */
  private Execution execution(Attempt attempt, Invocation invocation) {
    Duration taken = Duration.between(origin, Matching.slotTaken(invocation));
    Duration start = latest(taken, attempt.start());
    Instant end = invocation.end() == null ? readAt : invocation.end();
    return new Execution(
        attempt.call(),
        attempt.number(),
        start,
        latest(Duration.between(origin, end), start),
        result(invocation.status()),
        invocation.requestId());
  }

  private static Execution.Result result(Invocation.Status status) {
    return switch (status) {
      case SUCCEEDED -> Execution.Result.SUCCEEDED;
      case FAILED -> Execution.Result.FAILED;
      case TIMED_OUT -> Execution.Result.TIMED_OUT;
      case RUNNING -> Execution.Result.RUNNING;
    };
  }

  private static Duration latest(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
