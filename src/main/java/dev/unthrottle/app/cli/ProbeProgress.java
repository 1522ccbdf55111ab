package dev.unthrottle.app.cli;

import dev.unthrottle.client.Quote;
import dev.unthrottle.probe.PlannedStep;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells on stderr what a probe does, since it can take minutes. What goes on right now is shown
 * only where somebody looks at it, and is overwritten by how it ended.
 */
final class ProbeProgress implements ProbeListener {

  private static final String LINE_START = "\r\u001b[K";

  private final Console console;
  private String lastWait = "";

  ProbeProgress(Console console) {
    this.console = console;
  }

  @Override
  public void planned(ProbePlan plan) {
    say(
        "the plan for %s: %s; at most %d invocations, %d of %s at once, %d s, $%.6f"
            .formatted(
                plan.function(),
                plan.planned().stream().map(ProbeProgress::step).collect(Collectors.joining(", ")),
                plan.mostInvocations(),
                plan.mostSlots(),
                plan.freeSlots() == null
                    ? "an unknown number of free slots"
                    : plan.freeSlots() + " free slots",
                plan.longest().toSeconds(),
                plan.costCeilingUsd()));
  }

  private static String step(PlannedStep step) {
    @Nullable Duration read = step.client() == null ? null : step.client().timeouts().read();
    return "%s %d×%s"
        .formatted(
            step.step().id(),
            step.invocations(),
            read == null ? "" : " waiting %d s".formatted(read.toSeconds()));
  }

  @Override
  public void attemptBegins(ProbeStep step, int call, int number, Duration atMost) {
    now(
        "%s: call %d, attempt %d is on its way, for %d s at most"
            .formatted(step.id(), call, number, roundedUp(atMost)));
  }

  @Override
  public void attemptEnded(ProbeStep step, Attempt attempt) {
    double seconds = attempt.length().toMillis() / 1000.0;
    say(
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
    if (console.terminal()) {
      now("waiting for %s, for %d s at most".formatted(what, roundedUp(atMost)));
    } else if (!what.equals(lastWait)) {
      lastWait = what;
      say("waiting for %s, for %d s at most".formatted(what, roundedUp(atMost)));
    }
  }

  /** Drawn over by whatever is said next. */
  private void now(String line) {
    if (console.terminal()) {
      console.err().print(LINE_START + "unthrottle: " + Quote.visible(line));
      console.err().flush();
    }
  }

  /** Takes away what was shown last, before something else is printed. */
  void clear() {
    if (console.terminal()) {
      console.err().print(LINE_START);
      console.err().flush();
    }
  }

  private void say(String line) {
    if (console.terminal()) {
      console.err().print(LINE_START);
    }
    console.say(line);
  }

  private static long roundedUp(Duration length) {
    return length.plusNanos(999_999_999).toSeconds();
  }
}
