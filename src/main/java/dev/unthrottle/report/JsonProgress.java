package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of a diagnosis that runs, or that ended without an answer, as JSON. */
public final class JsonProgress {

  private JsonProgress() {}

  /** One that runs. */
  public static ObjectNode running(StoredDiagnosis diagnosis) {
    ObjectNode node = document(diagnosis.id(), "running");
    node.put("createdAt", Figures.millisecond(diagnosis.created()));
    node.put("expectedEnd", time(diagnosis.expectedEnd()));
    node.put("expiresAt", time(diagnosis.expires()));
    node.set("progress", progress(diagnosis.sent()));
    return node;
  }

  /**
   * One that failed.
   *
   * @param problem why
   * @param sent the attempts that its probe had made until then
   * @param costCeilingUsd the most that one invocation can have cost, {@code null} if unknown
   * @param awsCalls how many calls to AWS it made, invocations included
   */
  public static ObjectNode failed(
      String id,
      ObjectNode problem,
      List<SentAttempt> sent,
      @Nullable Double costCeilingUsd,
      int awsCalls) {
    ObjectNode node = document(id, "failed");
    node.set("problem", problem);
    node.set("progress", progress(sent));
    long invocations = sent.stream().filter(SentAttempt::mayHaveRun).count();
    node.putObject("sideEffects")
        .put("invocations", invocations)
        .put("refused", sent.stream().filter(SentAttempt::refused).count())
        .putNull("foreignRefusals")
        .put("estimatedCostUsd", cost(invocations, costCeilingUsd))
        .put("awsCalls", awsCalls);
    return node;
  }

  private static @Nullable Double cost(long invocations, @Nullable Double ceiling) {
    if (invocations == 0) {
      return 0.0;
    }
    return ceiling == null ? null : (Double) (invocations * ceiling);
  }

  private static ObjectNode document(String id, String status) {
    return instance
        .objectNode()
        .put("schemaVersion", JsonReport.SCHEMA_VERSION)
        .put("id", id)
        .put("status", status);
  }

  private static ArrayNode progress(List<SentAttempt> sent) {
    ArrayNode array = instance.arrayNode();
    sent.forEach(one -> array.add(attempt(one)));
    return array;
  }

  /** An attempt that has no outcome yet is under way, or its worker was lost. */
  private static ObjectNode attempt(SentAttempt one) {
    SentAttempt.End end = one.end();
    return instance
        .objectNode()
        .put("step", one.step().id())
        .put("call", one.call())
        .put("number", one.number())
        .put("sentAt", Figures.millisecond(one.at()))
        .put("endedAt", end == null ? null : Figures.millisecond(end.at()))
        .put("outcome", end == null ? null : end.outcome().id())
        .put("reason", end == null || end.reason() == null ? null : end.reason().value())
        .put("requestId", end == null ? null : end.requestId());
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Figures.millisecond(time);
  }
}
