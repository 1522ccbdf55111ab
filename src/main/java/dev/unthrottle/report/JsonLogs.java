package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.LogSummary;
import dev.unthrottle.evidence.Suspects;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What exported logs tell, as JSON. What isn't known is null. */
public final class JsonLogs {

  private JsonLogs() {}

  /** The summary as JSON. */
  public static ObjectNode of(LogSummary logs) {
    ObjectNode node =
        instance
            .objectNode()
            .put("schemaVersion", JsonReport.SCHEMA_VERSION)
            .put("files", logs.files())
            .put("bytes", logs.bytes())
            .put("lines", logs.lines())
            .put("first", logs.first().map(Figures::millisecond).orElse(null))
            .put("last", logs.last().map(Figures::millisecond).orElse(null));
    executions(node.putObject("invocations"), logs);
    node.set("durationMs", logs.durations().map(JsonLogs::statistics).orElse(null));
    node.set("initDurationMs", logs.initDurations().map(JsonLogs::statistics).orElse(null));
    node.put("percentilesExact", logs.exactPercentiles());
    node.put("billedMs", logs.billed().toMillis());
    node.put("memorySizeMb", boxed(logs.largestMemoryMb()));
    node.put("maxMemoryUsedMb", boxed(logs.mostMemoryUsedMb()));
    node.set("peakConcurrency", logs.peak().map(JsonLogs::peak).orElse(null));
    node.set("suspects", logs.suspects().map(JsonLogs::suspects).orElse(null));
    var problems = node.putArray("problems");
    logs.problems()
        .forEach(it ->
            problems
                .addObject()
                .put("file", it.file())
                .put("kind", it.kind().id())
                .put("what", it.what()));
    return node;
  }

  private static void executions(ObjectNode node, LogSummary logs) {
    node.put("count", logs.invocations())
        .put("succeeded", logs.succeeded())
        .put("failed", logs.failed())
        .put("timedOut", logs.timedOut())
        .put("unfinished", logs.unfinished())
        .put("coldStarts", logs.coldStarts())
        .put("undated", logs.undated());
    ObjectNode types = node.putObject("errorTypes");
    logs.errorTypes().forEach(types::put);
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  private static ObjectNode statistics(DurationStatistics all) {
    return instance
        .objectNode()
        .put("count", all.count())
        .put("mean", millis(all.mean()))
        .put("p50", millis(all.p50()))
        .put("p90", millis(all.p90()))
        .put("p99", millis(all.p99()))
        .put("p999", millis(all.p999()))
        .put("max", millis(all.max()))
        .put("censored", all.censored());
  }

  /** Log lines have hundredths of milliseconds. */
  private static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 6)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  private static ObjectNode peak(LogSummary.Peak peak) {
    return instance
        .objectNode()
        .put("slots", peak.slots())
        .put("at", Figures.millisecond(peak.at()))
        .put("resolutionMs", peak.resolution().toMillis());
  }

  private static ObjectNode suspects(Suspects suspects) {
    ObjectNode node =
        instance
            .objectNode()
            .put("ghosts", suspects.ghosts())
            .put("duplicates", suspects.duplicates())
            .put("sameCall", suspects.sameCall())
            .put("sameTrace", suspects.sharedTraces())
            .put("runAgain", suspects.rerun())
            .put("examined", suspects.examined())
            .put("notExamined", suspects.left());
    var lags = node.putArray("lags");
    for (Suspects.Lag lag : suspects.lags()) {
      lags.addObject()
          .put("leastMs", lag.least().toMillis())
          .put("mostMs", lag.most().toMillis())
          .put("ghosts", lag.ghosts())
          .put("duplicates", lag.duplicates())
          .put("outliving", lag.outliving())
          .put("chanceShare", Figures.rounded(lag.chanceShare()))
          .put("ghostRequestId", lag.ghostId())
          .put("duplicateRequestId", lag.duplicateId())
          .put("at", Figures.millisecond(lag.at()));
    }
    return node;
  }
}
