package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.probe.PlannedStep;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a probe planned, and what became of it, in sentences that text and HTML share. */
final class ProbeText {

  private ProbeText() {}

  /** What it would invoke, how often, with which settings and at what price; empty without one. */
  static String plan(Diagnosis diagnosis) {
    ProbeRecord probe = diagnosis.probe();
    if (probe == null) {
      return "";
    }
    ProbePlan plan = probe.plan();
    String calls =
        plan.planned().stream()
            .map(step -> planned(step, JsonProbe.client(step, diagnosis.recommendation())))
            .collect(Collectors.joining("; "));
    return "%s on %s: at most %s on %s at once, %s, %s%s."
        .formatted(
            calls,
            plan.function(),
            Figures.count(plan.mostInvocations(), "invocation"),
            slots(plan),
            length(plan),
            Figures.dollars(plan.costCeilingUsd()),
            plan.permitted() ? "" : "; forbidden");
  }

  private static String planned(PlannedStep step, @Nullable Client client) {
    return "%s %d ×%s"
        .formatted(
            step.step().id(),
            step.invocations(),
            client == null ? "" : " (" + settings(client) + ")");
  }

  private static String settings(Client client) {
    Duration read = client.timeouts().read();
    return "%s, %s"
        .formatted(
            read == null ? "waits for ever" : "waits " + Figures.duration(read),
            Figures.count(client.retries().maxAttempts(), "attempt"));
  }

  private static String slots(ProbePlan plan) {
    String free = plan.freeSlots() == null ? "unknown" : plan.freeSlots().toString();
    String all = plan.slots() == null ? "an unknown number" : plan.slots().toString();
    return "%s (%s of %s free)".formatted(Figures.count(plan.mostSlots(), "slot"), free, all);
  }

  private static String length(ProbePlan plan) {
    String longest = "at most " + Figures.duration(plan.longest());
    return plan.expected()
        .map(expected -> longest + ", about %s expected".formatted(Figures.duration(expected)))
        .orElse(longest);
  }

  /** Why the probe did less than was asked, and what still runs; empty if neither. */
  static String notes(Diagnosis diagnosis) {
    ProbeRecord probe = diagnosis.probe();
    if (probe == null) {
      return "";
    }
    if (!probe.plan().permitted()) {
      return "not run. " + String.join(" ", probe.plan().refusals());
    }
    List<String> notes = new ArrayList<>();
    if (diagnosis.request().planOnly()) {
      notes.add("only planned.");
    }
    if (probe.stopped() != null) {
      notes.add("stopped early. " + probe.stopped());
    }
    if (!probe.stillRunning().isEmpty()) {
      notes.add(
          "Still running when it looked last: %s. The function's logs tell under that request id when it ends."
              .formatted(String.join(", ", probe.stillRunning())));
    }
    String command = LookAgain.command(diagnosis);
    if (command != null && probe.openUntil() != null) {
      notes.add(
          "All of it shows by %s, and so does a diagnosis that is kept, if it is asked for again: %s"
              .formatted(Figures.millisecond(probe.openUntil()), command));
    }
    return String.join(" ", notes);
  }
}
