package dev.unthrottle.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** Logs as Lambda could have written them, drawn from a seed, with what applications print. */
final class RandomLog {

  private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");

  private final SplittableRandom random;
  private final List<LogEvent> events = new ArrayList<>();

  private RandomLog(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The events of some streams, by time; those of one stream in the order of writing. */
  static List<LogEvent> of(long seed, int runs) {
    RandomLog log = new RandomLog(seed);
    for (int stream = 0; stream < 3; stream++) {
      log.stream("2026/11/22/[$LATEST]%032x".formatted(stream + 1), runs / 3);
    }
    log.events.sort(Comparator.comparing(LogEvent::timestamp));
    return log.events;
  }

  private void stream(String name, int runs) {
    long at = random.nextInt(5_000);
    if (random.nextInt(3) == 0) {
      write(name, at, "INIT_REPORT Init Duration: 10009.13 ms\tPhase: init\tStatus: timeout\n");
    }
    UUID id = requestId();
    for (int i = 0; i < runs; i++) {
      id = random.nextInt(10) == 0 ? id : requestId();
      at += 1 + random.nextInt(3_000);
      at = random.nextInt(6) == 0 ? jsonRun(name, at, id) : textRun(name, at, id);
    }
  }

  private UUID requestId() {
    return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, random.nextLong());
  }

  private long textRun(String stream, long from, UUID id) {
    long length = random.nextInt(9_000);
    long to = from + length;
    if (random.nextInt(20) > 0) {
      write(stream, from, "START RequestId: %s Version: %s\n".formatted(id, version()));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      write(stream, from + random.nextLong(length + 1), noise(id));
    }
    int ending = random.nextInt(12);
    if (ending == 0) {
      return to; // Still running, or its last lines are lost.
    }
    if (ending == 1) {
      write(
          stream,
          to,
          "2026-11-22T12:00:03.000Z %s Task timed out after %d.00 seconds\n\n"
              .formatted(id, 1 + length / 1_000));
    }
    if (ending == 2) {
      write(
          stream,
          to,
          "RequestId: %s Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n"
              .formatted(id));
    }
    write(stream, to, "END RequestId: %s\n".formatted(id));
    write(stream, to, report(id, length));
    return to;
  }

  private String version() {
    return random.nextInt(4) == 0 ? "" + (1 + random.nextInt(20)) : "$LATEST";
  }

  private String report(UUID id, long length) {
    String report =
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %d.%02d ms\tBilled Duration: %d ms\tMemory Size: 128 MB\tMax Memory Used: %d MB\t",
            id,
            length,
            random.nextInt(100),
            length + 1,
            30 + random.nextInt(90));
    return report
        + switch (random.nextInt(8)) {
          case 0 -> "Init Duration: 312.5 ms\t\n";
          case 1 -> "Restore Duration: 99.07 ms\tBilled Restore Duration: 100 ms\t\n";
          case 2 -> "Status: timeout\n";
          case 3 -> "Status: error\tError Type: Runtime.OutOfMemory\n";
          case 4 ->
              "\nXRAY TraceId: 1-%08x-%024x\tSegmentId: 1a2b\tSampled: true\t\n"
                  .formatted(random.nextInt(4), 7);
          default -> "\n";
        };
  }

  private String noise(UUID id) {
    return switch (random.nextInt(6)) {
      case 0 ->
          "[INFO] REPORT RequestId: %s\tDuration: 1.00 ms\tBilled Duration: 1 ms\n".formatted(id);
      case 1 ->
          "2026-11-22T12:00:00.000Z\t%s\tINFO\tTask timed out after 3.00 seconds, \"x\"\n"
              .formatted(id);
      case 2 -> "REPORT RequestId: %s is late\n".formatted(id);
      case 3 ->
          "{\"level\":\"INFO\",\"message\":\"platform.report of %s, ünïcode\"}\n".formatted(id);
      case 4 -> "two\n lines\n";
      default -> "\n";
    };
  }

  private long jsonRun(String stream, long from, UUID id) {
    long to = from + random.nextInt(4_000);
    write(
        stream,
        from,
        json(
            from,
            "start",
            "\"requestId\":\"%s\",\"version\":\"$LATEST\",\"tracing\":{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=1-%08x;Sampled=1\"}"
                .formatted(id, random.nextInt(3))));
    write(
        stream,
        to,
        json(
            to,
            "report",
            "\"requestId\":\"%s\",\"status\":\"%s\",\"metrics\":{\"durationMs\":%d.5%s}"
                .formatted(
                    id,
                    random.nextBoolean() ? "success" : "failure",
                    to - from,
                    random.nextBoolean() ? ",\"initDurationMs\":20.25" : "")));
    return to;
  }

  private static String json(long at, String type, String record) {
    return "{\"time\":\"%s\",\"type\":\"platform.%s\",\"record\":{%s}}\n"
        .formatted(T0.plusMillis(at), type, record);
  }

  private void write(String stream, long at, String message) {
    events.add(new LogEvent(T0.plusMillis(at), stream, message));
  }
}
