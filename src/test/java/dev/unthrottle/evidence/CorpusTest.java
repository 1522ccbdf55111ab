package dev.unthrottle.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.PlatformLine.CallMark;
import dev.unthrottle.evidence.PlatformLine.End;
import dev.unthrottle.evidence.PlatformLine.Figures;
import dev.unthrottle.evidence.PlatformLine.InitReport;
import dev.unthrottle.evidence.PlatformLine.Other;
import dev.unthrottle.evidence.PlatformLine.Report;
import dev.unthrottle.evidence.PlatformLine.RestoreReport;
import dev.unthrottle.evidence.PlatformLine.RuntimeDone;
import dev.unthrottle.evidence.PlatformLine.RuntimeExit;
import dev.unthrottle.evidence.PlatformLine.Start;
import dev.unthrottle.evidence.PlatformLine.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Lines collected from real logs, each with what a reader has to find in it. */
@EnabledIf("corpusIsThere")
class CorpusTest {

  private static final String TIME = "\"time\":\"";

  private static final Path CORPUS = Path.of("../shared/corpus/loglines.jsonl");

  static boolean corpusIsThere() {
    return Files.exists(CORPUS);
  }

  @Test
  void everyLineOfTheCorpus_isReadAsLabelled() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> wrong = new ArrayList<>();
    for (String row : Files.readAllLines(CORPUS)) {
      JsonNode label = json.readTree(row);
      String line = label.get("line").asText();
      PlatformLine parsed = PlatformLine.parse(line);
      Map<String, Object> found = found(parsed);
      Map<String, Object> expected = expected(label, parsed);
      if (label.get("expected").has("time")) {
        put(found, "time", time(line));
      }
      if (parsed instanceof Other) {
        found.keySet().retainAll(expected.keySet()); // Such an event says more than its label.
      }
      if (!found.equals(expected)) {
        wrong.add("%s%n  expected %s%n  found    %s".formatted(line, expected, found));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The label, with all of its fields. */
  private static Map<String, Object> expected(JsonNode label, @Nullable PlatformLine line) {
    Map<String, Object> expected = new TreeMap<>();
    expected.put("kind", line instanceof Other ? label.get("kind").asText() : kind(label));
    for (Map.Entry<String, JsonNode> field : label.get("expected").properties()) {
      boolean asText = line instanceof Other && !field.getKey().equals("time");
      expected.put(
          field.getKey(),
          asText ? text(field.getValue()) : value(field.getKey(), field.getValue()));
    }
    return expected;
  }

  /** As {@link Other} has it: {@code [INVOKE, SHUTDOWN]} of a list. */
  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(joining(", ", "[", "]"))
        : value.asText();
  }

  /** When the line says that it was written: in front of it, or in its JSON. */
  private static @Nullable Instant time(String line) {
    String stamp = line.startsWith("{") ? line.substring(line.indexOf(TIME) + TIME.length()) : line;
    byte[] text = Arrays.copyOf(stamp.getBytes(UTF_8), stamp.length() + BlockScanner.SLACK);
    long nanos = new Stamp().read(text, 0);
    return nanos == Run.UNKNOWN ? null : Tally.instant(nanos);
  }

  /** Both formats say the same: {@code platform.initReport} is {@code INIT_REPORT}. */
  private static String kind(JsonNode label) {
    String kind = label.get("kind").asText();
    return switch (kind) {
      case "platform.initReport" -> "INIT_REPORT";
      case "platform.restoreReport" -> "RESTORE_REPORT";
      default -> kind.replace("platform.", "").toUpperCase(Locale.ROOT);
    };
  }

  private static Object value(String field, JsonNode value) {
    return switch (field) {
      case "status" -> status(value.asText());
      case "time" -> Instant.parse(value.asText());
      case "memoryMb", "maxMemoryMb" -> value.asInt();
      case "timeoutSeconds" -> nanos(value.decimalValue().movePointRight(9).longValueExact());
      case "durationMs", "billedMs", "initMs", "restoreMs", "billedRestoreMs" ->
          nanos(value.decimalValue().movePointRight(6).longValueExact());
      default -> value.asText();
    };
  }

  private static Duration nanos(long nanos) {
    return Duration.ofNanos(nanos);
  }

  private static Status status(String label) {
    return switch (label) {
      case "success" -> Status.SUCCEEDED;
      case "timeout" -> Status.TIMED_OUT;
      default -> Status.FAILED;
    };
  }

  private static Map<String, Object> found(@Nullable PlatformLine line) {
    Map<String, Object> found = new TreeMap<>();
    switch (line) {
      case null -> found.put("kind", "none");
      case Start start -> {
        found.put("kind", "START");
        found.put("requestId", start.requestId());
        put(found, "version", start.version());
        put(found, "functionArn", start.functionArn());
      }
      case End end -> {
        found.put("kind", "END");
        found.put("requestId", end.requestId());
      }
      case Report report -> {
        found.put("kind", "REPORT");
        found.put("requestId", report.requestId());
        put(found, report.figures());
      }
      case RuntimeDone done -> {
        found.put("kind", "RUNTIMEDONE");
        found.put("requestId", done.requestId());
        put(found, done.figures());
      }
      case InitReport init -> {
        found.put("kind", "INIT_REPORT");
        put(found, init.figures());
      }
      case RestoreReport restore -> {
        found.put("kind", "RESTORE_REPORT");
        put(found, restore.figures());
        found.remove("durationMs"); // The JSON event calls the restore's time its duration.
      }
      case TimedOut timedOut -> {
        found.put("kind", "TASK_TIMED_OUT");
        put(found, "requestId", timedOut.requestId());
        found.put("timeoutSeconds", timedOut.after());
        found.put("status", Status.TIMED_OUT);
      }
      case RuntimeExit exit -> {
        found.put("kind", "RUNTIME_EXIT");
        found.put("requestId", exit.requestId());
        put(found, "detail", exit.detail());
        found.put("status", Status.FAILED);
      }
      case CallMark _ -> found.put("kind", "none"); // The corpus has lines of the platform.
      case Other other -> {
        found.put("kind", other.kind());
        other
            .rest()
            .forEach((name, value) -> found.put(label(name), value.replaceAll(", ?", ", ")));
      }
    }
    return found;
  }

  /** The label's name of a field: {@code runtimeVersionArn} of {@code Runtime Version ARN}. */
  private static String label(String name) {
    return switch (name) {
      case "TraceId" -> "xrayTraceId";
      case "functionVersion" -> "version";
      case "tracing" -> "traceHeader";
      case "Runtime Version ARN" -> "runtimeVersionArn";
      default -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1).replace(" ", "");
    };
  }

  private static void put(Map<String, Object> found, Figures figures) {
    put(found, "durationMs", figures.duration());
    put(found, "billedMs", figures.billed());
    put(found, "initMs", figures.init());
    put(found, "restoreMs", figures.restore());
    put(found, "billedRestoreMs", figures.billedRestore());
    put(found, "memoryMb", figures.memoryMb());
    put(found, "maxMemoryMb", figures.maxMemoryMb());
    put(found, "phase", figures.phase());
    put(found, "status", figures.status());
    put(found, "errorType", figures.errorType());
    figures.rest().forEach((name, value) -> found.put(label(name), value));
    if (!figures.rest().containsKey("tracing")) {
      put(found, "xrayTraceId", figures.traceId());
    }
  }

  private static void put(Map<String, Object> found, String field, @Nullable Object value) {
    if (value != null) {
      found.put(field, value);
    }
  }
}
