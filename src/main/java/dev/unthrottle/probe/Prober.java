package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionSettings;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes the few careful invocations that a plan allows, and records what happened. It keeps nothing
 * between runs; it is as safe for several threads as its random generator.
 */
public final class Prober {

  private final Ports ports;

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
    this.ports = new Ports(invoker, evidence, clock, pause, random, listener, journal);
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
   */
  public ProbeRecord run(ProbePlan plan, FunctionSettings settings, Client current, Remedy remedy) {
    if (!plan.permitted() && ports.journal().sent().isEmpty()) {
      return ProbeRecord.notRun(plan);
    }
    ports.listener().planned(plan);
    return new ProbeRun(ports, plan, settings, current, remedy).record();
  }
}
