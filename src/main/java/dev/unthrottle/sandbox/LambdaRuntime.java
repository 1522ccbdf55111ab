package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The runtimes that a scripted function can seem to have, and how each tells of an exception. */
enum LambdaRuntime {
  /** Python 3.12. */
  PYTHON("python3.12", "python:3.12.mainlinev2.v43") {
    @Override
    String logLines(ScriptedError error, String time, String requestId) {
      String raised = "%s: %s\n".formatted(error.type(), error.message());
      String traceback =
          "[ERROR] %sTraceback (most recent call last):\n".formatted(raised)
              + "  File \"/var/task/index.py\", line 7, in handler\n    raise %s\n"
                  .formatted(error.type());
      return error.logged()
          ? "[ERROR]\t%s\t%s\t%s".formatted(time, requestId, raised) + traceback
          : traceback;
    }

    @Override
    ObjectNode payload(ScriptedError error, String requestId) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.put("errorMessage", error.message()).put("errorType", error.type());
      answer.put("requestId", requestId);
      answer.putArray("stackTrace").add("  File \"/var/task/index.py\", line 7, in handler\n");
      return answer;
    }
  },

  /** Node.js 22. */
  NODE("nodejs22.x", "nodejs:22.mainline.v122") {
    @Override
    String logLines(ScriptedError error, String time, String requestId) {
      return "%s\t%s\tERROR\tInvoke Error \t%s\n"
          .formatted(time, requestId, raised(error, "stack"));
    }

    @Override
    ObjectNode payload(ScriptedError error, String requestId) {
      return raised(error, "trace");
    }

    private static ObjectNode raised(ScriptedError error, String trace) {
      ObjectNode raised = JsonNodeFactory.instance.objectNode();
      raised.put("errorType", error.type()).put("errorMessage", error.message());
      raised
          .putArray(trace)
          .add("%s: %s".formatted(error.type(), error.message()))
          .add("    at Runtime.handler (file:///var/task/index.mjs:7:9)");
      return raised;
    }
  };

  private final String identifier;
  private final String version;

  LambdaRuntime(String identifier, String version) {
    this.identifier = identifier;
    this.version = version;
  }

  /** {@code python3.12}, as functions are configured. */
  String identifier() {
    return identifier;
  }

  /** {@code python:3.12.mainlinev2.v43}, as environments log it. */
  String version() {
    return version;
  }

  /** The ARN of its version. */
  String arn() {
    return "arn:aws:lambda:us-east-1::runtime:"
        + "36aeb19f3326e129d9f096dea0a3c6a9ca8dce2610e62d2b2060747602d863ae";
  }

  /** What a text log has about an exception that nothing caught. */
  abstract String logLines(ScriptedError error, String time, String requestId);

  /** What is answered about it. */
  abstract ObjectNode payload(ScriptedError error, String requestId);
}
