package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.simulation.Execution.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Platform events of the telemetry schema 2022-12-13. At the system log level INFO: {@code
 * initStart}, {@code start} and {@code report}, and {@code runtimeDone} where it isn't a success.
 * At WARN: {@code report} and {@code runtimeDone} where it isn't a success.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html">Event
 *     schema</a>, checked 2026-11-22
 */
final class JsonPlatformLog implements PlatformLog {

  @Override
  public List<Line> lines(Run run) {
    boolean info = run.function().setup().systemLogLevel().equals("INFO");
    List<Line> lines = new ArrayList<>();
    if (run.coldStart() && info) {
      lines.add(event(run.start(), "platform.initStart", initStart(run)));
    }
    if (info) {
      lines.add(event(run.handlerStart(), "platform.start", start(run)));
    }
    if (run.result() == Result.FAILED) {
      lines.add(applicationError(run));
    }
    if (run.result() != Result.SUCCEEDED) {
      lines.add(event(run.end(), "platform.runtimeDone", runtimeDone(run)));
    }
    if (info || run.result() != Result.SUCCEEDED) {
      lines.add(event(run.end(), "platform.report", report(run)));
    }
    return lines;
  }

  private static ObjectNode initStart(Run run) {
    return object()
        .put("initializationType", "on-demand")
        .put("phase", "init")
        .put("runtimeVersion", run.function().setup().runtime().version())
        .put("runtimeVersionArn", run.function().setup().runtime().arn())
        .put("functionName", run.function().name())
        .put("functionVersion", run.version())
        .put("instanceId", run.environment())
        .put("instanceMaxMemory", run.function().memoryMb() * 1024L * 1024L);
  }

  private static ObjectNode start(Run run) {
    return object()
        .put("requestId", run.requestId())
        .put("functionArn", Arns.function(run.function().name()))
        .put("version", run.version());
  }

  private static ObjectNode runtimeDone(Run run) {
    ObjectNode done = withStatus(object().put("requestId", run.requestId()), run);
    done.set("metrics", object().put("durationMs", millis(run.duration())).put("producedBytes", 0));
    return done;
  }

  private static ObjectNode report(Run run) {
    ObjectNode metrics =
        object()
            .put("durationMs", millis(run.duration()))
            .put("billedDurationMs", run.billedMillis())
            .put("memorySizeMB", run.function().memoryMb())
            .put("maxMemoryUsedMB", PlatformLog.usedMemoryMb(run.function()));
    if (run.coldStart()) {
      metrics.put("initDurationMs", millis(run.init()));
    }
    ObjectNode report = object().put("requestId", run.requestId());
    report.set("metrics", metrics);
    return withStatus(report, run);
  }

  private static ObjectNode withStatus(ObjectNode record, Run run) {
    return switch (run.result()) {
      case SUCCEEDED, RUNNING -> record.put("status", "success");
      case TIMED_OUT -> record.put("status", "timeout");
      case FAILED -> record.put("status", "error").put("errorType", "Runtime.Unknown");
    };
  }

  private static Line applicationError(Run run) {
    ObjectNode line =
        object()
            .put("timestamp", TIME.format(run.end()))
            .put("level", "ERROR")
            .put("message", run.function().error().message())
            .put("errorType", run.function().error().type())
            .put("requestId", run.requestId());
    return new Line(run.end(), line + "\n");
  }

  private static Line event(Instant at, String type, ObjectNode record) {
    ObjectNode event = object().put("time", TIME.format(at)).put("type", type);
    event.set("record", record);
    return new Line(at, event + "\n");
  }

  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
