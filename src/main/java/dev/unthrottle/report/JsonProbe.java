package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.probe.PlannedStep;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a probe planned and did, as JSON. The payload isn't in it: it may hold secrets. */
final class JsonProbe {

  private JsonProbe() {}

  static @Nullable ObjectNode of(Diagnosis diagnosis) {
    ProbeRecord probe = diagnosis.probe();
    if (probe == null) {
      return null;
    }
    ObjectNode node = instance.objectNode();
    node.set("plan", plan(probe.plan(), diagnosis.recommendation()));
    var refusedBecause = node.putArray("refusedBecause");
    probe.plan().refusals().forEach(refusedBecause::add);
    node.put("stoppedBecause", probe.stopped());
    var stillRunning = node.putArray("stillRunning");
    probe.stillRunning().forEach(stillRunning::add);
    node.put(
        "openUntil", probe.openUntil() == null ? null : Figures.millisecond(probe.openUntil()));
    node.put("lookAgainWith", LookAgain.command(diagnosis));
    var steps = node.putArray("steps");
    probe.steps().forEach(step -> steps.add(step(step)));
    return node;
  }

  /** The timeline of the same call with the recommended settings, or {@code null}. */
  static @Nullable ObjectNode proof(@Nullable ProbeRecord probe) {
    return probe == null ? null : probe.step(ProbeStep.PROVE).map(JsonProbe::step).orElse(null);
  }

  private static ObjectNode plan(ProbePlan plan, @Nullable Recommendation recommendation) {
    ObjectNode node =
        instance
            .objectNode()
            .put("function", plan.function().toString())
            .put("permitted", plan.permitted());
    var steps = node.putArray("steps");
    plan.steps().forEach(step -> steps.add(step.id()));
    var calls = node.putArray("calls");
    plan.planned().forEach(step -> calls.add(planned(step, recommendation)));
    return node.put("measurements", plan.measurements())
        .put("mostInvocations", plan.mostInvocations())
        .put("mostSlots", plan.mostSlots())
        .put("freeSlots", plan.freeSlots())
        .put("slots", plan.slots())
        .put("longestMs", plan.longest().toMillis())
        .put("expectedMs", plan.expected().map(Duration::toMillis).orElse(null))
        .put("metricsWaitMs", plan.metricsWait().toMillis())
        .put("costCeilingUsd", Figures.money(plan.costCeilingUsd()));
  }

  /** What a step invokes, and with which settings. */
  private static ObjectNode planned(PlannedStep step, @Nullable Recommendation recommendation) {
    Client client = client(step, recommendation);
    ObjectNode node =
        instance
            .objectNode()
            .put("step", step.step().id())
            .put("invocations", step.invocations())
            .put("longestMs", step.longest().toMillis())
            .put("expectedMs", JsonReport.millis(step.expected()));
    node.set("effective", client == null ? null : JsonReport.effective(client));
    return node;
  }

  /** What is to be proven is the recommendation, as far as there is one by now. */
  static @Nullable Client client(PlannedStep step, @Nullable Recommendation recommendation) {
    return step.client() != null || recommendation == null || recommendation.asynchronous()
        ? step.client()
        : recommendation.client();
  }

  private static ObjectNode step(StepRecord step) {
    ObjectNode node =
        instance
            .objectNode()
            .put("step", step.step().id())
            .put("source", "probe")
            .put("origin", Figures.millisecond(step.origin()));
    node.set("effective", JsonReport.effective(step.client()));
    node.put("executionsKnown", step.executionsKnown());
    JsonTimeline.addTo(node, step.timeline());
    return node;
  }
}
