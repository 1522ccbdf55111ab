package dev.unthrottle.app.cli;

import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells on stderr what a probe does, since it can take minutes. */
final class ProbeProgress implements ProbeListener {

  private final Console console;
  private String lastWait = "";

  ProbeProgress(Console console) {
    this.console = console;
  }

  @Override
  public void planned(ProbePlan plan) {
    console.say(
        "the plan: %s; at most %d invocations, %d of %s at once, %d s, $%.6f"
            .formatted(
                plan.steps().stream().map(ProbeStep::id).collect(Collectors.joining(", ")),
                plan.mostInvocations(),
                plan.mostSlots(),
                plan.freeSlots() == null
                    ? "an unknown number of free slots"
                    : plan.freeSlots() + " free slots",
                plan.longest().toSeconds(),
                plan.costCeilingUsd()));
  }

  @Override
  public void attemptEnded(ProbeStep step, Attempt attempt) {
    double seconds = attempt.length().toMillis() / 1000.0;
    console.say(
        String.format(
            Locale.ROOT,
            "%s: attempt %d %s after %.1f s",
            step.id(),
            attempt.number(),
            attempt.outcome().id(),
            seconds));
  }

  @Override
  public void waiting(String what, Duration atMost) {
    if (!what.equals(lastWait)) {
      lastWait = what;
      long seconds = atMost.plusNanos(999_999_999).toSeconds();
      console.say("waiting for %s, for %d s at most".formatted(what, seconds));
    }
  }
}
