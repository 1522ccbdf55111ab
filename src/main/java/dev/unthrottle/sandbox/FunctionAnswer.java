package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * The payload of a function's answer. A successful one tells how long it ran and returns the event:
 * {@code {"statusCode":200,"durationMs":6000,"event":{"name":"Mystique"}}}.
 */
final class FunctionAnswer {

  private FunctionAnswer() {}

  static boolean isError(Run run) {
    return switch (run.result()) {
      case FAILED, TIMED_OUT -> true;
      case SUCCEEDED, RUNNING -> false;
    };
  }

  static ObjectNode of(Run run, JsonNode event) {
    return switch (run.result()) {
      case SUCCEEDED, RUNNING -> success(run, event);
      case TIMED_OUT -> timedOut(run);
      case FAILED -> raised(run);
    };
  }

  private static ObjectNode success(Run run, JsonNode event) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("statusCode", 200).put("durationMs", run.duration().toMillis());
    answer.set("event", event);
    return answer;
  }

  private static ObjectNode timedOut(Run run) {
    double seconds = run.duration().toNanos() / 1e9;
    return JsonNodeFactory.instance
        .objectNode()
        .put("errorType", "Sandbox.Timedout")
        .put(
            "errorMessage",
            String.format(
                Locale.ROOT,
                "RequestId: %s Error: Task timed out after %.2f seconds",
                run.requestId(),
                seconds));
  }

  private static ObjectNode raised(Run run) {
    FunctionSpec function = run.function();
    return function.setup().runtime().payload(function.error(), run.requestId());
  }
}
