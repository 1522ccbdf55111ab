package dev.unthrottle.app;

import dev.unthrottle.probe.ProbeJournal;
import dev.unthrottle.probe.ProbePlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What accompanies the making of one diagnosis. */
interface Course {

  /** Of a diagnosis that its asker waits for, and that nobody keeps. */
  static Course awaited(@Nullable Duration timeLeft) {
    return new Awaited(timeLeft);
  }

  /** The name of the diagnosis, {@code null} to give it a new one. */
  @Nullable String id();

  /** How long it may take, {@code null} for as long as it needs. */
  @Nullable Duration timeLeft();

  /** Remembers what its probe sends. */
  ProbeJournal journal();

  /** Its probe is planned and permitted, and nothing was invoked yet. */
  void planned(ProbePlan plan);

  /** It has ended, whether well or not, and has made that many calls to AWS. */
  void ended(int awsCalls);

  /** Nobody wants to know. */
  record Awaited(@Nullable Duration timeLeft) implements Course {
    @Override
    public @Nullable String id() {
      return null;
    }

    @Override
    public ProbeJournal journal() {
      return ProbeJournal.NONE;
    }

    @Override
    public void planned(ProbePlan plan) {}

    @Override
    public void ended(int awsCalls) {}
  }
}
