package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import org.jspecify.annotations.Nullable;

/** A timeline as JSON: all times are milliseconds from its origin. */
final class JsonTimeline {

  private JsonTimeline() {}

  static ObjectNode of(Timeline timeline, String source) {
    ObjectNode node = instance.objectNode();
    node.put("source", source);
    addTo(node, timeline);
    return node;
  }

  /** Adds {@code attempts} and {@code executions}. */
  static void addTo(ObjectNode node, Timeline timeline) {
    var attempts = node.putArray("attempts");
    timeline.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    var executions = node.putArray("executions");
    timeline.executions().forEach(execution -> executions.add(execution(timeline, execution)));
  }

  private static ObjectNode attempt(Attempt attempt) {
    return instance
        .objectNode()
        .put("call", attempt.call())
        .put("number", attempt.number())
        .put("startMs", attempt.start().toMillis())
        .put("endMs", attempt.end().toMillis())
        .put("outcome", attempt.outcome().id())
        .put("reason", text(attempt.reason()))
        .put("requestId", attempt.requestId());
  }

  private static ObjectNode execution(Timeline timeline, Execution execution) {
    return instance
        .objectNode()
        .put("call", execution.call())
        .put("attempt", execution.attempt())
        .put("startMs", execution.start().toMillis())
        .put("endMs", execution.end().toMillis())
        .put("result", execution.result().id())
        .put("ghost", timeline.isGhost(execution))
        .put("duplicate", timeline.isDuplicate(execution))
        .put("requestId", execution.requestId());
  }

  private static @Nullable String text(@Nullable ThrottleReason reason) {
    return reason == null ? null : reason.value();
  }
}
