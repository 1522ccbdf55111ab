package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogFilesTest {

  private static final String A = "79b5e81f-9cdd-4145-b1f6-7c50ef8a2a36";
  private static final String B = "43a951b3-6893-4460-88d7-7e1987d69c89";

  @TempDir private Path folder;

  static Stream<Arguments> formsAndSeeds() {
    return Stream.of(Exports.values())
        .flatMap(form -> Stream.of(1L, 2L, 3L, 4L, 5L).map(seed -> Arguments.of(form, seed)));
  }

  private LogSummary summary() {
    return LogFiles.summarise(List.of(folder), null, LogProgress.NONE);
  }

  private LogSummary summaryOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return LogFiles.summarise(new ByteArrayInputStream(bytes), null, LogProgress.NONE);
  }

  private static String start(String id) {
    return "START RequestId: " + id + " Version: $LATEST\n";
  }

  private static String report(String id, int millis) {
    return "REPORT RequestId: %s\tDuration: %d.00 ms\tBilled Duration: %d ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\n"
        .formatted(id, millis, millis);
  }

  @ParameterizedTest
  @MethodSource("formsAndSeeds")
  void everyForm_tellsTheSameInvocations(Exports form, long seed) throws IOException {
    List<LogEvent> events = RandomLog.of(seed, 60);
    form.write(events, folder);
    List<Invocation> expected = PlatformLog.invocations(events);

    PlatformLog found = new PlatformLog();
    assertThat(LogFiles.lines(List.of(folder), null, found::add)).isEmpty();

    // Only an S3 export names streams otherwise: by folders.
    assertThat(found.invocations())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("logStream")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("formsAndSeeds")
  void theSummary_countsWhatTheCarefulLogLists(Exports form, long seed) throws IOException {
    List<LogEvent> events = RandomLog.of(seed, 60);
    form.write(events, folder);
    List<Invocation> expected = PlatformLog.invocations(events);

    LogSummary summary = summary();

    assertThat(summary.problems()).isEmpty();
    assertThat(summary.invocations() - summary.undated()).isEqualTo(expected.size());
    assertThat(summary.timedOut()).isEqualTo(count(expected, Invocation.Status.TIMED_OUT));
    assertThat(summary.failed()).isEqualTo(count(expected, Invocation.Status.FAILED));
    assertThat(summary.coldStarts())
        .isEqualTo(expected.stream().filter(Invocation::coldStart).count());
    assertThat(summary.durations()).isEqualTo(DurationStatistics.of(expected));
  }

  private static long count(List<Invocation> runs, Invocation.Status status) {
    return runs.stream().filter(run -> run.status() == status).count();
  }

  @ParameterizedTest
  @MethodSource("formsAndSeeds")
  void theFastReading_givesTheCarefulOnesAnswer(Exports form, long seed) throws IOException {
    form.write(RandomLog.of(seed, 90), folder);

    LogSummary careful = LogFiles.summarise(List.of(folder), null, LogProgress.NONE, false);

    assertThat(summary()).isEqualTo(careful);
  }

  @Test
  void aTextOfManyBlocks_isReadTheSameWay_fastOrCarefully() throws IOException {
    StringBuilder text = new StringBuilder();
    for (long seed = 0; text.length() < 3 * BlockSource.LENGTH; seed++) {
      RandomLog.of(seed, 300).forEach(event -> text.append(event.message()));
    }
    Files.writeString(folder.resolve("bare.txt"), text);

    LogSummary fast = summary();

    assertThat(fast).isEqualTo(LogFiles.summarise(List.of(folder), null, LogProgress.NONE, false));
    assertThat(fast.invocations()).isGreaterThan(3_000);
    assertThat(fast.lines()).isEqualTo(text.chars().filter(c -> c == '\n').count());
  }

  @Test
  void withoutTimes_durationsAreKnown_andConcurrencyIsMissing() {
    LogSummary summary = summaryOf(start(A) + report(A, 1500) + start(B) + report(B, 500));

    assertThat(summary.invocations()).isEqualTo(2);
    assertThat(summary.durations().orElseThrow().max()).isEqualTo(Duration.ofMillis(1500));
    assertThat(summary.undated()).isEqualTo(2);
    assertThat(summary.peak()).isEmpty();
    assertThat(summary.suspects()).isEmpty();
  }

  @Test
  void thePeak_isTheMostSlotsAtOnce_withItsTime() {
    // A holds a slot from 0 s to 3 s, B from 1 s to 2 s: two at once since 1 s.
    LogSummary summary =
        summaryOf(
            "2026-11-22T12:00:00.000Z "
                + start(A)
                + "2026-11-22T12:00:01.000Z "
                + start(B)
                + "2026-11-22T12:00:02.000Z "
                + report(B, 1000)
                + "2026-11-22T12:00:03.000Z "
                + report(A, 3000));

    assertThat(summary.peak())
        .contains(new LogSummary.Peak(2, Instant.parse("2026-11-22T12:00:01Z"), Duration.ZERO));
  }

  @Test
  void aContinuedMessage_isNoLineOfThePlatform_whereTimesTellMessagesApart() {
    String printed = "2026-11-22T12:00:00.000Z the log says:\n" + report(B, 700);
    LogSummary summary =
        summaryOf(
            "2026-11-22T12:00:00.000Z "
                + start(A)
                + printed
                + "2026-11-22T12:00:03.000Z "
                + report(A, 3000));

    assertThat(summary.invocations()).isEqualTo(1);
  }

  @Test
  void anExecutionThatEndsInTheNextPartOfItsStream_isOne() throws IOException {
    Path stream = Files.createDirectories(folder.resolve("2026-11-22-[$LATEST]ab"));
    Files.writeString(stream.resolve("000000"), "2026-11-22T12:00:00.000Z " + start(A));
    Files.writeString(stream.resolve("000001"), "2026-11-22T12:00:02.000Z " + report(A, 2000));

    assertThat(summary().invocations()).isEqualTo(1);
    assertThat(summary().unfinished()).isZero();
  }

  @Test
  void onlyTheStreamsOfAFunction_areRead_whereTheyNameOne() throws IOException {
    List<LogEvent> events = new ArrayList<>();
    Instant at = Instant.parse("2026-11-22T12:00:00Z");
    events.add(new LogEvent(at, "2026/11/22/mine[$LATEST]ab", report(A, 100)));
    events.add(new LogEvent(at, "2026/11/22/other[$LATEST]cd", report(B, 200)));
    for (Exports form : Exports.values()) {
      form.write(events, Files.createDirectory(folder.resolve(form.name())));
      LogSummary mine =
          LogFiles.summarise(List.of(folder.resolve(form.name())), "mine", LogProgress.NONE);
      assertThat(mine.durations().orElseThrow().max())
          .as(form.name())
          .isEqualTo(Duration.ofMillis(100));
      assertThat(mine.invocations()).as(form.name()).isEqualTo(1);
    }
  }

  @Test
  void whatCantBeRead_isNamed_andTheRestIsRead() throws IOException {
    Files.writeString(folder.resolve("a-empty"), "");
    Files.write(folder.resolve("b-binary"), new byte[] {1, 0, 2, 0});
    Files.writeString(folder.resolve("c-json"), "{\"Configuration\": {\n}}");
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 5_000; i++) {
        String id = "%08x-0000-4000-8000-000000000000".formatted(i * 7919);
        gzip.write(report(id, i % 1000).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] cut = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Files.write(folder.resolve("d-cut.gz"), cut);
    Files.writeString(folder.resolve("e-broken.json"), "{\"events\": [{\"message\":");
    Files.writeString(folder.resolve("f-good"), report(A, 1500));

    LogSummary summary = summary();

    assertThat(summary.problems())
        .extracting(problem -> Path.of(problem.file()).getFileName() + ": " + problem.what())
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("a-empty: It is empty."),
            it -> assertThat(it).isEqualTo("b-binary: It is no text, and not packed by gzip."),
            it -> assertThat(it).isEqualTo("c-json: It is JSON without log events."),
            it ->
                assertThat(it)
                    .isEqualTo(
                        "d-cut.gz: It is cut off: the packed data ends before its end. What came"
                            + " before it was read."),
            it -> assertThat(it).startsWith("e-broken.json: It can't be read on: "));
    // About half of the 5,000, and the good one.
    assertThat(summary.invocations()).isBetween(1_000L, 4_000L);
    assertThat(summary.durations().orElseThrow().max()).isEqualTo(Duration.ofMillis(1500));
  }
}
