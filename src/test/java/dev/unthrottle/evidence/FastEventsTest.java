package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast reading of the platform's events in JSON beside the careful reading of the same text.
 */
class FastEventsTest {

  private static final String ARN =
      "\"functionArn\":\"arn:aws:lambda:eu-west-1:111122223333:function:%s\",";

  /** What a start says after the request id; the first ones are usual. */
  private static final String[] STARTS = {
    ",\"version\":\"$LATEST\"",
    "," + ARN.formatted("orders") + "\"version\":\"17\"",
    ",\"version\":\"17\"," + ARN.formatted("orders").replaceAll(",$", ""),
    "," + ARN.formatted("invoices") + "\"version\":\"1\"",
    "",
    ", \"version\": \"1\"",
    ",\"version\":\"\\u0031\"",
    ",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=1-2-3;Sampled=1\"}",
    ",\"requestId\":\"another\"",
  };

  /** What is between a start and its report; the first ones are usual. */
  private static final String[] BETWEEN = {
    "",
    "{\"timestamp\":\"2026-11-22T12:00:00.000Z\",\"level\":\"INFO\",\"message\":\"payload\"}\n",
    event(
        "runtimeDone",
        ",\"status\":\"success\",\"metrics\":{\"durationMs\":1,\"producedBytes\":9}"),
    event(
        "runtimeDone",
        ",\"spans\":[{\"name\":\"a\",\"start\":\"b\",\"durationMs\":0.5}],\"status\":\"success\""),
    event("runtimeDone", ",\"status\":\"error\",\"errorType\":\"Runtime.ExitError\""),
    event("runtimeDone", ",\"status\":\"timeout\""),
    event("runtimeDone", ",\"status\":\"success\",\"errorType\":\"Odd\""),
    event("start", ",\"version\":\"1\""),
    event("end", ""),
    event("report", ",\"metrics\":{\"durationMs\":7}"),
    event("initStart", ",\"phase\":\"init\""),
    "{\"time\":\"2026-11-22T12:00:00Z\",\"type\":\"platform.initReport\",\"record\":{\"phase\":\"init\","
        + "\"status\":\"timeout\",\"metrics\":{\"durationMs\":10009.13}}}\n",
    "{\"idempotencyKey\":\"order-1\",\"requestId\":\"%1$s\"}\n",
    "{\"x\":{\"Payload_Hash\":\"1\"},\"requestId\":\"%1$s\"}\n",
    "{\"time\":\"2026-11-22T12:00:00.000Z\",\"type\":\"platform.fault\",\"record\":\"RequestId: %1$s"
        + " Process exited before completing request\"}\n",
    "{\n  \"type\": \"platform.end\"\n}\n",
    "2026-11-22T12:00:00.000Z %1$s Task timed out after 3.00 seconds\n",
  };

  /** What a report says after the request id; the first ones are usual. */
  private static final String[] REPORTS = {
    ",\"metrics\":{\"durationMs\":12.25,\"billedDurationMs\":13,\"memorySizeMB\":128,\"maxMemoryUsedMB\":64},"
        + "\"status\":\"success\"",
    ",\"status\":\"success\",\"metrics\":{\"durationMs\":1.5}",
    ",\"metrics\":{\"durationMs\":3003,\"billedDurationMs\":3003,\"memorySizeMB\":128,"
        + "\"maxMemoryUsedMB\":64,\"initDurationMs\":250.123456}",
    ",\"status\":\"success\",\"metrics\":{\"durationMs\":1.148},\"spans\":[{\"name\":\"responseLatency\","
        + "\"start\":\"2026-11-22T12:00:00.000Z\",\"durationMs\":0.847},{\"name\":\"responseDuration\","
        + "\"start\":\"2026-11-22T12:00:00.000Z\",\"durationMs\":0.127}]",
    ",\"metrics\":{\"durationMs\":12.25},\"status\":\"timeout\"",
    ",\"metrics\":{\"durationMs\":12.25},\"status\":\"error\",\"errorType\":\"Runtime.ExitError\"",
    ",\"metrics\":{\"durationMs\":12.25,\"restoreDurationMs\":80.5,\"billedRestoreDurationMs\":80}",
    ",\"metrics\":{}",
    "",
    ",\"metrics\":{\"durationMs\":012}",
    ",\"metrics\":{\"durationMs\":1e3}",
    ",\"metrics\":{\"durationMs\":12345678.25}",
    ",\"metrics\":{\"durationMs\":1.12345678}",
    ",\"metrics\":{\"durationMs\":1,\"memorySizeMB\":128.5}",
    ",\"metrics\":{\"durationMs\":1,\"durationMs\":2}",
    ",\"metrics\":{\"durationMs\":1,\"unheardOf\":{\"durationMs\":2}}",
    ",\"metrics\":{\"durationMs\":1},\"spans\":[]",
    ",\"metrics\":{\"durationMs\":1},\"tracing\":{\"value\":\"Root=1-2-4\"}",
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whateverDisturbsThem_theCarefulReadingsAnswerComesOut(long seed) throws IOException {
    Path file = folder.resolve("log.json");
    SplittableRandom random = new SplittableRandom(seed);
    String log = log(random, 5_000, seed % 2 == 0 ? 3 : 2_000, seed % 3 == 0);
    @Nullable String function = seed % 4 == 0 ? "orders" : null;
    Files.writeString(file, log);

    LogSummary fast = LogFiles.summarise(List.of(file), function, LogProgress.NONE, true);

    assertThat(fast)
        .isEqualTo(LogFiles.summarise(List.of(file), function, LogProgress.NONE, false));
    assertThat(fast.succeeded()).isGreaterThan(1_000);
  }

  /** Else the other test would compare the careful reading with itself. */
  @Test
  void usualEvents_areNotLeftToTheCarefulReading() {
    StringBuilder usual = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      String id = new UUID(i, i).toString();
      usual.append(event("start", STARTS[i % 3]).formatted(id));
      usual.append(BETWEEN[i].formatted(id));
      usual.append(event("report", REPORTS[i]).formatted(id));
    }
    int length = usual.length();
    byte[] text =
        usual.append("\n".repeat(BlockScanner.SLACK)).toString().getBytes(StandardCharsets.UTF_8);
    Batch found = new Batch();

    new BlockScanner(true).scan(text, 0, length, found);

    assertThat(found.others()).isEmpty();
    assertThat(found.rows()).isEqualTo(4);
    assertThat(found.kind(0)).isEqualTo(Batch.Kind.WHOLE);
  }

  private static String event(String type, String record) {
    return "{\"time\":\"2026-11-22T12:00:00.000Z\",\"type\":\"platform."
        + type
        + "\",\"record\":{\"requestId\":\"%1$s\""
        + record
        + "}}\n";
  }

  /** Executions, of which one in {@code oddity} has something odd. */
  private static String log(SplittableRandom random, int runs, int oddity, boolean stamped) {
    StringBuilder log = new StringBuilder();
    UUID id = new UUID(random.nextLong(), random.nextLong());
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    for (int i = 0; i < runs; i++) {
      boolean odd = random.nextInt(oddity) == 0;
      id = odd && random.nextBoolean() ? id : new UUID(random.nextLong(), random.nextLong());
      String run =
          event("start", pick(random, STARTS, odd ? STARTS.length : 3))
              + pick(random, BETWEEN, odd ? BETWEEN.length : 4)
              + event("report", pick(random, REPORTS, odd ? REPORTS.length : 4));
      now = now.plusMillis(random.nextInt(30));
      String timed = run.formatted(id).replace("2026-11-22T12:00:00.000Z", now.toString());
      log.append(odd ? disturbed(random, timed) : timed);
    }
    return stamped ? log.toString().replaceAll("(?m)^\\{", now + " {") : log.toString();
  }

  private static String pick(SplittableRandom random, String[] from, int first) {
    return from[random.nextInt(first)];
  }

  /** With one line less, or one character that was another. */
  private static String disturbed(SplittableRandom random, String run) {
    if (random.nextBoolean()) {
      List<String> lines = new ArrayList<>(run.lines().toList());
      lines.remove(random.nextInt(lines.size()));
      return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    }
    StringBuilder changed = new StringBuilder(run);
    changed.setCharAt(
        random.nextInt(run.length()), "0a -.\tX:\n\"\\{}[],".charAt(random.nextInt(16)));
    return changed.toString();
  }
}
