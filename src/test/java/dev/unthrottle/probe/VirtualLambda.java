package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.Decision;
import dev.unthrottle.simulation.Invocation;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function in virtual time that throttles with the real {@link ConcurrencyLimit}, and keeps a
 * slot until its execution has ended, whoever hung up. Everybody may call it; {@link #invoke} is
 * the probe's way.
 */
final class VirtualLambda implements Invoker {

  static final String NAME = "DelayFunction";
  static final Duration CONNECT = Duration.ofMillis(5);
  static final Duration ANSWER = Duration.ofMillis(20);

  /** One execution; {@code freed} is when its slot is, after its extensions. */
  record Run(
      String requestId,
      boolean own,
      Instant slotTaken,
      Duration init,
      Duration ran,
      Instant freed,
      Status status) {

    Instant start() {
      return slotTaken.plus(init);
    }

    Instant end() {
      return start().plus(ran);
    }
  }

  final List<Run> runs = new ArrayList<>();
  final List<Instant> throttles = new ArrayList<>();
  final ConcurrencyLimit account = new ConcurrencyLimit(100);
  private Decision lastDecision = Decision.ON_DEMAND;
  final Duration timeout;
  int sent;
  int ownRefusals;
  int mostOwnSlots;

  private final VirtualTime time;
  private final Duration duration;
  private final Map<Integer, RuntimeException> crashes = new HashMap<>();
  private final Map<Integer, AttemptOutcome> failures = new HashMap<>();
  private Duration coldStart = Duration.ZERO;
  private Duration extensions = Duration.ZERO;
  private boolean raises;
  private boolean reachable = true;
  private int ownSlots;

  VirtualLambda(VirtualTime time, Duration duration, Duration timeout) {
    this.time = time;
    this.duration = duration;
    this.timeout = timeout;
  }

  VirtualLambda reserved(int slots) {
    account.reserve(NAME, slots);
    return this;
  }

  VirtualLambda coldStart(Duration length) {
    coldStart = length;
    return this;
  }

  /** Extensions that go on for so long after each answer. */
  VirtualLambda extensions(Duration length) {
    extensions = length;
    return this;
  }

  VirtualLambda raises() {
    raises = true;
    return this;
  }

  VirtualLambda unreachable() {
    reachable = false;
    return this;
  }

  /** The invoker throws once attempt {@code number} (from 1) has started an execution. */
  VirtualLambda crashesAt(int number, RuntimeException crash) {
    crashes.put(number, crash);
    return this;
  }

  /** Attempt {@code number} (from 1) ends so, and reaches no environment. */
  VirtualLambda failsAt(int number, AttemptOutcome outcome) {
    failures.put(number, outcome);
    return this;
  }

  /** Somebody else calls once, so long after the beginning. */
  VirtualLambda stranger(Duration after) {
    time.at(VirtualTime.BEGINNING.plus(after), () -> begin(false));
    return this;
  }

  @Override
  public ConnectTime connect(Duration limit) throws IOException {
    if (!reachable) {
      time.pass(limit);
      throw new ConnectException("Connection timed out");
    }
    time.pass(CONNECT);
    return ConnectTime.tcp(CONNECT);
  }

  @Override
  public AttemptReport invoke(SingleAttempt attempt) {
    sent++;
    int number = sent;
    Instant sentAt = time.instant();
    time.pass(CONNECT);
    AttemptOutcome failure = failures.get(number);
    if (failure != null) {
      return report(sentAt, failure, null, null);
    }
    Optional<Run> run = begin(true);
    RuntimeException crash = crashes.get(number);
    if (crash != null) {
      throw crash;
    }
    return run.map(begun -> listen(sentAt, attempt.readTimeout(), begun))
        .orElseGet(() -> refuse(sentAt));
  }

  private AttemptReport refuse(Instant sentAt) {
    ownRefusals++;
    time.pass(ANSWER);
    return report(sentAt, AttemptOutcome.REFUSED, "refused-" + sent, null);
  }

  private AttemptReport listen(Instant sentAt, @Nullable Duration readTimeout, Run run) {
    Instant answer = run.end().plus(ANSWER);
    if (readTimeout != null && answer.isAfter(time.instant().plus(readTimeout))) {
      time.pass(readTimeout);
      return report(sentAt, AttemptOutcome.READ_TIMEOUT, null, null);
    }
    time.passUntil(answer);
    String error = run.status() == Status.SUCCEEDED ? null : "Unhandled";
    return report(sentAt, AttemptOutcome.ANSWERED, run.requestId(), error);
  }

  private AttemptReport report(
      Instant sentAt,
      AttemptOutcome outcome,
      @Nullable String requestId,
      @Nullable String functionError) {
    ThrottleReason reason = outcome == AttemptOutcome.REFUSED ? lastDecision.reason() : null;
    Duration took = Duration.between(sentAt, time.instant());
    Duration firstByte = outcome == AttemptOutcome.ANSWERED ? took : null;
    return new AttemptReport(
        sentAt, took, firstByte, outcome, reason, RetryHint.NONE, requestId, functionError, null);
  }

  /** Takes a slot and runs, if one is free. */
  private Optional<Run> begin(boolean own) {
    lastDecision = account.slotsOf(NAME).tryAcquire(nanos(), Invocation.SYNC, true);
    if (!lastDecision.isAdmitted()) {
      throttles.add(time.instant());
      return Optional.empty();
    }
    boolean cutOff = duration.compareTo(timeout) > 0;
    Duration ran = cutOff ? timeout : duration;
    Status status = cutOff ? Status.TIMED_OUT : raises ? Status.FAILED : Status.SUCCEEDED;
    Instant freed = time.instant().plus(coldStart).plus(ran).plus(extensions);
    Run run = new Run("run-" + runs.size(), own, time.instant(), coldStart, ran, freed, status);
    runs.add(run);
    hold(run);
    return Optional.of(run);
  }

  private long nanos() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, time.instant());
  }

  private void hold(Run run) {
    if (run.own()) {
      ownSlots++;
      mostOwnSlots = Math.max(mostOwnSlots, ownSlots);
    }
    time.at(
        run.freed(),
        () -> {
          account.slotsOf(NAME).release(Decision.ON_DEMAND);
          if (run.own()) {
            ownSlots--;
          }
        });
  }
}
