package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reading beside the careful reading of the same text. */
class FastReadingTest {

  private static final String[] PRINTED = {
    "",
    "working",
    "{\"level\":\"INFO\",\"message\":\"working\"}",
    "{",
    "2026-11-22T12:00:00.000Z %s INFO after 3 seconds",
    "2026-11-22T12:00:03.000Z %s Task timed out after 3.00 seconds",
    "%s Task timed out after 3.00 seconds ",
    "RequestId: %s Error: Runtime exited with error: exit status 1",
    "INIT_REPORT Init Duration: 10009.13 ms\tPhase: init\tStatus: timeout",
    "{\"idempotency_key\":\"order-1\",\"requestId\":\"%s\"}",
    "END RequestId: %s",
    "REPORT RequestId: %s",
    "START RequestId: %s",
  };

  private static final String[] REPORT_ENDS = {
    "", "\t", "\tInit Duration: 250.25 ms\t", "\tInit Duration: x ms\t", "\t\nXRAY TraceId: 1-2-3",
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverDisturbsThem_theCarefulReadingsAnswerComesOut(long seed) throws IOException {
    Path file = folder.resolve("log.txt");
    Files.writeString(file, log(new SplittableRandom(seed), 5_000, seed % 2 == 0 ? 3 : 2_000));

    LogSummary fast = LogFiles.summarise(List.of(file), null, LogProgress.NONE, true);

    assertThat(fast).isEqualTo(LogFiles.summarise(List.of(file), null, LogProgress.NONE, false));
    assertThat(fast.succeeded()).isGreaterThan(1_000);
  }

  /** Executions, of which one in {@code oddity} has something odd. */
  private static String log(SplittableRandom random, int runs, int oddity) {
    StringBuilder log = new StringBuilder();
    UUID id = new UUID(random.nextLong(), random.nextLong());
    for (int i = 0; i < runs; i++) {
      boolean odd = random.nextInt(oddity) == 0;
      id = odd && random.nextBoolean() ? id : new UUID(random.nextLong(), random.nextLong());
      String printed = pick(random, PRINTED, odd ? PRINTED.length : 3);
      String line = printed.isEmpty() ? "" : printed.formatted(id) + "\n";
      String run =
          run(
              id,
              random.nextInt(4) == 0 ? "17" : "$LATEST",
              line,
              pick(random, REPORT_ENDS, odd ? REPORT_ENDS.length : 3));
      log.append(odd ? disturbed(random, run) : run);
    }
    return log.toString();
  }

  private static String pick(SplittableRandom random, String[] from, int first) {
    return from[random.nextInt(first)];
  }

  private static String run(UUID id, String version, String printed, String reportEnd) {
    return "START RequestId: %1$s Version: %2$s\n%3$sEND RequestId: %1$s\n"
            .formatted(id, version, printed)
        + "REPORT RequestId: %s\tDuration: 12.25 ms\tBilled Duration: 13 ms\t".formatted(id)
        + "Memory Size: 128 MB\tMax Memory Used: 64 MB%s\n".formatted(reportEnd);
  }

  /** With one line less, or one character that was another. */
  private static String disturbed(SplittableRandom random, String run) {
    if (random.nextBoolean()) {
      List<String> lines = run.lines().toList();
      int less = random.nextInt(lines.size());
      StringBuilder rest = new StringBuilder();
      for (int i = 0; i < lines.size(); i++) {
        rest.append(i == less ? "" : lines.get(i) + "\n");
      }
      return rest.toString();
    }
    StringBuilder changed = new StringBuilder(run);
    changed.setCharAt(random.nextInt(run.length()), "0a -.\tX:\n".charAt(random.nextInt(9)));
    return changed.toString();
  }
}
