package dev.unthrottle.evidence;

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
import java.util.ArrayList;
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
      if (!found.equals(expected)) {
        wrong.add("%s%n  expected %s%n  found    %s".formatted(line, expected, found));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * The label, reduced to what this package reads of such a line: nobody here asks for the names of
   * extensions, runtimes and traces.
   */
  private static Map<String, Object> expected(JsonNode label, @Nullable PlatformLine line) {
    Map<String, Object> expected = new TreeMap<>();
    expected.put("kind", line instanceof Other ? label.get("kind").asText() : kind(label));
    for (Map.Entry<String, JsonNode> field : label.get("expected").properties()) {
      Object value = value(field.getKey(), field.getValue());
      if (value != null && !(line instanceof Other)) {
        expected.put(field.getKey(), value);
      }
    }
    return expected;
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

  private static @Nullable Object value(String field, JsonNode value) {
    return switch (field) {
      case "requestId", "version", "phase", "errorType", "detail" -> value.asText();
      case "status" -> status(value.asText());
      case "memoryMb", "maxMemoryMb" -> value.asInt();
      case "timeoutSeconds" -> nanos(value.decimalValue().movePointRight(9).longValueExact());
      case "durationMs", "billedMs", "initMs", "restoreMs", "billedRestoreMs" ->
          nanos(value.decimalValue().movePointRight(6).longValueExact());
      default -> null;
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
      case Other other -> found.put("kind", other.kind());
    }
    return found;
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
  }

  private static void put(Map<String, Object> found, String field, @Nullable Object value) {
    if (value != null) {
      found.put(field, value);
    }
  }
}
