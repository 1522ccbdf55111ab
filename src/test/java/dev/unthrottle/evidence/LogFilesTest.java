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
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** In a group that functions share, streams of an export may have lost their names. */
  @Test
  void onlyTheExecutionsOfAFunction_areCounted_whereTheirStartNamesIt() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String id : List.of(A, B)) {
      String name = id.equals(A) ? "mine" : "other";
      text.append(platform("start", id, "\"functionArn\":\"%s:7\"".formatted(arn(name))));
      text.append(platform("report", id, "\"status\":\"success\",\"metrics\":{\"durationMs\":5}"));
    }
    Path file = Files.writeString(folder.resolve("shared.log"), text);

    assertThat(LogFiles.summarise(List.of(file), "mine", LogProgress.NONE).invocations())
        .isEqualTo(1);
    assertThat(LogFiles.summarise(List.of(file), null, LogProgress.NONE).invocations())
        .isEqualTo(2);
    PlatformLog mine = new PlatformLog("mine");
    assertThat(LogFiles.lines(List.of(file), "mine", mine::add)).isEmpty();
    assertThat(mine.invocations()).extracting(Invocation::requestId).containsExactly(A);
  }

  private static String arn(String function) {
    return "arn:aws:lambda:eu-central-1:123456789012:function:" + function;
  }

  private static String platform(String type, String id, String more) {
    return "{\"time\":\"2026-11-22T12:00:00.000Z\",\"type\":\"platform.%s\",\"record\":{\"requestId\":\"%s\",%s}}\n"
        .formatted(type, id, more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"idempotencyKey", "payload_hash", "Payload-Hash"})
  void executionsOfTheSameCall_areKnownDuplicates_whereTheyOverlap(String name) {
    // B begins while A runs and serves the same call; the third begins when both have ended.
    String third = "00000000-0000-4000-8000-000000000003";
    String text =
        at(0, start(A))
            + at(1, mark(A, name))
            + at(2, start(B))
            + at(3, mark(B, name))
            + at(5, report(A, 5_000))
            + at(6, report(B, 4_000))
            + at(7, start(third))
            + at(7, mark(third, name))
            + at(8, report(third, 1_000));

    Suspects suspects = summaryOf(text).suspects().orElseThrow();

    assertThat(suspects.sameCall()).isEqualTo(1);
    assertThat(suspects.duplicates()).isZero();
  }

  private static String at(int second, String message) {
    return "2026-11-22T12:00:%02d.000Z %s".formatted(second, message);
  }

  private static String mark(String id, String name) {
    return "{\"requestId\":\"%s\",\"%s\":\"order-17\"}\n".formatted(id, name);
  }

  /** Retries 3 s after a run's start, among the last executions only. */
  @Test
  void suspects_areLookedForAllOverALongLog_inBoundedMemory() {
    Spans spans = new Spans();
    int count = 3 * Spans.MOST;
    for (int i = 0; i < count; i++) {
      // Every 60 s a run of 10 s; in the last third each is followed by another one 3 s later.
      long start = i * 60_000_000_000L;
      spans.add(run(start, i));
      if (i >= 2 * Spans.MOST) {
        spans.add(run(start + 3_000_000_000L, count + i));
      }
    }

    Suspects suspects = Suspects.in(spans);

    assertThat(suspects.examined()).isLessThanOrEqualTo(Spans.MOST);
    assertThat(suspects.examined() + suspects.left()).isEqualTo(4L * Spans.MOST);
    assertThat(suspects.lags()).hasSize(1);
    Suspects.Lag lag = suspects.lags().getFirst();
    assertThat(lag.least()).isEqualTo(Duration.ofSeconds(3));
    // Half of the log has pairs, so half of what is examined are ghosts and duplicates, in halves.
    assertThat(lag.ghosts()).isCloseTo((int) suspects.examined() / 4, Offset.offset(1));
  }

  /** Twenty a second, at random, of 10 s each: every one is followed, by forty in each 2 s. */
  @Test
  void strangersInACrowd_areNoSuspects() {
    SplittableRandom random = new SplittableRandom(7);
    Spans spans = new Spans();
    long start = 0;
    for (int i = 0; i < 5_000; i++) {
      start += Math.round(random.nextExponential() * 50_000_000);
      spans.add(run(start, i));
    }

    assertThat(Suspects.in(spans).lags()).isEmpty();
  }

  private static Run run(long start, long id) {
    Run run = new Run();
    run.reset(id, id, 0, id);
    run.start = start;
    run.end = start + 10_000_000_000L;
    run.duration = 10_000_000_000L;
    return run;
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
