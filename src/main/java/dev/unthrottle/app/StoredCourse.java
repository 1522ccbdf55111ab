package dev.unthrottle.app;

import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
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
  private @Nullable ProbePlan plan;
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
  public void planned(ProbePlan planned, Duration expected) {
    plan = planned;
    var _ = store.expect(id(), worker, clock.instant().plus(expected));
  }

  @Override
  public void ended(int calls) {
    awsCalls = calls;
  }

  @Override
  public List<SentAttempt> sent() {
    return taken.sent();
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
  @Nullable Double costCeilingUsd() {
    return plan == null || plan.mostInvocations() == 0
        ? null
        : (Double) (plan.costCeilingUsd() / plan.mostInvocations());
  }
}
