package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the few careful invocations that a plan allows, and records what happened. It keeps nothing
 * between runs; it is as safe for several threads as its random generator.
 */
public final class Prober {

  private final Invoker invoker;
  private final EvidenceSource evidence;
  private final InstantSource clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final ProbeListener listener;
  private final ProbeJournal journal;

  /**
   * A prober.
   *
   * @param invoker makes the attempts
   * @param evidence where logs and metrics are read again
   * @param clock tells the time
   * @param pause lets time pass on that clock
   * @param random draws the jitter of a client's backoff
   * @param listener hears what happens
   */
  public Prober(
      Invoker invoker,
      EvidenceSource evidence,
      InstantSource clock,
      Pause pause,
      RandomGenerator random,
      ProbeListener listener) {
    this(invoker, evidence, clock, pause, random, listener, ProbeJournal.NONE);
  }

  /**
   * A prober whose probe another one can end.
   *
   * @param journal remembers what was sent, and before that claims it
   */
  public Prober(
      Invoker invoker,
      EvidenceSource evidence,
      InstantSource clock,
      Pause pause,
      RandomGenerator random,
      ProbeListener listener,
      ProbeJournal journal) {
    this.invoker = invoker;
    this.evidence = evidence;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.listener = listener;
    this.journal = journal;
  }

  /**
   * Carries a plan out, as far as it goes, and never throws away what it has seen: where a port
   * fails, or the thread is interrupted, the record says why it stopped there. An interrupted
   * thread stays interrupted. A probe that an earlier run has begun, as its journal tells, is not
   * carried on: nothing more is sent, and the record tells what became of what was.
   *
   * @param plan what to do; one that isn't permitted is returned as not run, unless it was begun
   * @param settings of the function that the plan is about
   * @param current the client to reproduce, the one that the plan was made for
   * @param remedy finds the settings to prove
   * @param deadline when it has to be over, {@code null} for never; it hangs up in time, and tells
   *     which executions then still run
   */
  public ProbeRecord run(
      ProbePlan plan,
      FunctionSettings settings,
      Client current,
      Remedy remedy,
      @Nullable Instant deadline) {
    if (!plan.permitted() && !journal.earlier().began()) {
      return ProbeRecord.notRun(plan);
    }
    listener.planned(plan);
    return new ProbeRun(ports(deadline), plan, settings, current, remedy).record();
  }

  private Ports ports(@Nullable Instant deadline) {
    return new Ports(
        invoker, evidence, clock, pause, random, listener, journal, new Deadline(clock, deadline));
  }
}
