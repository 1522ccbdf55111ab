package dev.unthrottle.app;

import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.Expected;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.EarlierRun;
import dev.unthrottle.probe.ProbeJournal;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.SentAttempt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of a diagnosis that a worker makes: everything that happens is in the store at once. */
final class StoredCourse implements Course, ProbeJournal {

  private final DiagnosisStore store;
  private final StoredDiagnosis taken;
  private final String worker;
  private final @Nullable Duration timeLeft;
  private final InstantSource clock;
  private @Nullable Expected expected;
  private int awsCalls;

  StoredCourse(
      DiagnosisStore store,
      StoredDiagnosis taken,
      String worker,
      @Nullable Duration timeLeft,
      InstantSource clock) {
    this.store = store;
    this.taken = taken;
    this.worker = worker;
    this.timeLeft = timeLeft;
    this.clock = clock;
    this.expected = taken.expected();
  }

  @Override
  public String id() {
    return taken.id();
  }

  @Override
  public @Nullable Duration timeLeft() {
    return timeLeft;
  }

  @Override
  public ProbeJournal journal() {
    return this;
  }

  @Override
  public void planned(ProbePlan plan) {
    expected =
        new Expected(
            clock.instant().plus(plan.likely()), plan.costCeilingUsd() / plan.mostInvocations());
    var _ = store.expect(id(), worker, expected);
  }

  @Override
  public void ended(int calls) {
    awsCalls = calls;
  }

  @Override
  public EarlierRun earlier() {
    return taken.earlierRun();
  }

  @Override
  public void connected(List<ConnectTime> times) {
    var _ = store.connected(id(), worker, times);
  }

  @Override
  public boolean claim(SentAttempt attempt) {
    return store.claim(id(), worker, attempt);
  }

  @Override
  public void record(SentAttempt attempt) {
    store.record(id(), attempt);
  }

  /** How many calls to AWS the diagnosis made. */
  int awsCalls() {
    return awsCalls;
  }

  /** The most that one invocation can cost, {@code null} if nothing was planned. */
  @Nullable Double mostUsdPerInvocation() {
    return expected == null ? null : (Double) expected.mostUsdPerInvocation();
  }
}
