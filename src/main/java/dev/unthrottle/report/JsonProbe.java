package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import org.jspecify.annotations.Nullable;

/** What a probe planned and did, as JSON. The payload isn't in it: it may hold secrets. */
final class JsonProbe {

  private JsonProbe() {}

  static @Nullable ObjectNode of(@Nullable ProbeRecord probe) {
    if (probe == null) {
      return null;
    }
    ObjectNode node = instance.objectNode();
    node.set("plan", plan(probe.plan()));
    var refusedBecause = node.putArray("refusedBecause");
    probe.plan().refusals().forEach(refusedBecause::add);
    node.put("stoppedBecause", probe.stopped());
    var steps = node.putArray("steps");
    probe.steps().forEach(step -> steps.add(step(step)));
    return node;
  }

  /** The timeline of the same call with the recommended settings, or {@code null}. */
  static @Nullable ObjectNode proof(@Nullable ProbeRecord probe) {
    return probe == null ? null : probe.step(ProbeStep.PROVE).map(JsonProbe::step).orElse(null);
  }

  private static ObjectNode plan(ProbePlan plan) {
    ObjectNode node = instance.objectNode();
    var steps = node.putArray("steps");
    plan.steps().forEach(step -> steps.add(step.id()));
    return node.put("measurements", plan.measurements())
        .put("mostInvocations", plan.mostInvocations())
        .put("mostSlots", plan.mostSlots())
        .put("freeSlots", plan.freeSlots())
        .put("longestMs", plan.longest().toMillis())
        .put("costCeilingUsd", Figures.money(plan.costCeilingUsd()));
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
