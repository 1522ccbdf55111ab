package dev.unthrottle.evidence;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Megabytes a second, by one thread, of finding the platform's lines in a log in memory, beside the
 * plainest loop that anybody would write: {@code readLine} and {@code startsWith}, which finds the
 * reports and reads nothing of them. The column to compare is {@code :megabytes}.
 *
 * <pre>
 * mvn verify -Pjmh -Djmh.args="LogScanBenchmark"
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class LogScanBenchmark {

  /** Counts megabytes, of which one operation has several. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Megabytes {
    /** How many were read; JMH divides them by the time. */
    public double megabytes;
  }

  /** The form of a log's lines. */
  public enum Form {
    /** As {@link LogGenerator} writes it, without times. */
    TEXT,
    /** The same with times. */
    STAMPED,
    /** The platform's events in JSON, and as many lines of an application's JSON between them. */
    JSON
  }

  /** A log of 8 MB. */
  @State(Scope.Benchmark)
  public static class Log {

    private static final int LENGTH = 8 << 20;

    /** The form of its lines. */
    @Param public Form form = Form.TEXT;

    private byte[] text = new byte[0];
    private int length;

    /** Writes it. */
    @Setup
    public void write() {
      SplittableRandom random = new SplittableRandom(1);
      Instant now = Instant.parse("2026-11-22T00:00:00Z");
      StringBuilder log = new StringBuilder();
      while (log.length() < LENGTH) {
        log.append(
            form == Form.JSON
                ? json(random, now)
                : LogGenerator.run(random, now, form == Form.STAMPED));
        now = now.plusMillis(random.nextInt(100));
      }
      length = log.length();
      log.append("\n".repeat(BlockScanner.SLACK));
      text = log.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String json(SplittableRandom random, Instant now) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      double millis = Math.exp(random.nextDouble() * 8);
      return """
      {"time":"%1$s","type":"platform.start","record":{"requestId":"%2$s","version":"$LATEST"}}
      {"timestamp":"%1$s","level":"INFO","message":"working","requestId":"%2$s"}
      {"timestamp":"%1$s","level":"INFO","message":"Duration: so far","requestId":"%2$s"}
      {"time":"%1$s","type":"platform.report","record":{"requestId":"%2$s","metrics":\
      {"durationMs":%3$.3f,"billedDurationMs":%4$.0f,"memorySizeMB":128,"maxMemoryUsedMB":64},\
      "status":"success"}}
      """
          .formatted(now, id, millis, Math.ceil(millis));
    }
  }

  /** The product's scanner, with every figure of every report. */
  @Benchmark
  public int scanner(Log log, Megabytes counter) {
    BlockScanner scanner = new BlockScanner(true);
    TextStyle style = log.form == Form.STAMPED ? TextStyle.STAMPED : TextStyle.BARE;
    scanner.enter(style, "stream", StreamFilter.ALL);
    Batch found = new Batch();
    scanner.scan(log.text, 0, log.length, found);
    counter.megabytes += log.length / 1e6;
    return found.rows();
  }

  /** Counts reports. */
  @Benchmark
  public int readLine(Log log, Megabytes counter) throws IOException {
    int reports = 0;
    var bytes = new ByteArrayInputStream(log.text, 0, log.length);
    try (var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reports +=
            switch (log.form) {
              case TEXT -> line.startsWith("REPORT RequestId: ") ? 1 : 0;
              case STAMPED -> line.startsWith("REPORT RequestId: ", line.indexOf(' ') + 1) ? 1 : 0;
              case JSON -> line.contains("\"platform.report\"") ? 1 : 0;
            };
      }
    }
    counter.megabytes += log.length / 1e6;
    return reports;
  }
}
