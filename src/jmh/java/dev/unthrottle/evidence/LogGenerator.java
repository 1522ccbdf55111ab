package dev.unthrottle.evidence;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Writes a large text log to measure {@code unthrottle logs} with: START, END, REPORT and what an
 * application prints between them, some of which looks like a REPORT. Arguments: the file, its
 * megabytes, and {@code bare} or {@code stamped}. The same arguments write the same file.
 */
public final class LogGenerator {

  private static final int SEED = 1;

  private LogGenerator() {}

  /** Writes the file. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    long most = Long.parseLong(args[1]) << 20;
    boolean stamped = args.length > 2 && args[2].equals("stamped");
    SplittableRandom random = new SplittableRandom(SEED);
    Instant now = Instant.parse("2026-11-22T00:00:00Z");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (long written = 0; written < most; ) {
        byte[] run = run(random, now, stamped).getBytes(StandardCharsets.UTF_8);
        out.write(run);
        written += run.length;
        now = now.plusMillis(random.nextInt(100));
      }
    }
  }

  static String run(SplittableRandom random, Instant at, boolean stamped) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    double millis = Math.exp(random.nextDouble() * 8);
    String stamp = stamped ? "%s ".formatted(at.plusNanos(1_000_000)) : "";
    StringBuilder text = new StringBuilder();
    text.append(stamp).append("START RequestId: ").append(id).append(" Version: $LATEST\n");
    for (int line = random.nextInt(4); line > 0; line--) {
      text.append(stamp).append(noise(random, at, id));
    }
    text.append(stamp).append("END RequestId: ").append(id).append('\n');
    text.append(stamp)
        .append(
            String.format(
                Locale.ROOT,
                "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %.0f ms\tMemory Size: 128 MB\tMax Memory Used: %d MB\t",
                id,
                millis,
                Math.ceil(millis),
                40 + random.nextInt(60)));
    if (random.nextInt(50) == 0) {
      text.append(String.format(Locale.ROOT, "Init Duration: %.2f ms\t", 100 + millis / 7));
    }
    return text.append('\n').toString();
  }

  private static String noise(SplittableRandom random, Instant at, UUID id) {
    return switch (random.nextInt(4)) {
      case 0 -> "%s\t%s\tINFO\tstate saved\n".formatted(at, id);
      case 1 -> "[INFO] REPORT of the day, Duration: %d ms\n".formatted(random.nextInt(1000));
      case 2 -> "handling order %d\n".formatted(random.nextInt(1_000_000));
      default -> "\n";
    };
  }
}
