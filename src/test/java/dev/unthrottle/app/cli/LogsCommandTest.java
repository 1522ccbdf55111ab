package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {

  private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;

  /**
   * Ten calls, ten minutes apart, of 70 s each; the client hangs up after 60 s, and 0.4 s later its
   * retry begins.
   */
  private static String tenCallsThatRunTwice() {
    StringBuilder first = new StringBuilder();
    for (int call = 0; call < 10; call++) {
      Instant at = T0.plusSeconds(600L * call);
      Instant retry = at.plusMillis(60_400 + 20 * call);
      String one = new UUID(0x4000, call).toString();
      String two = new UUID(0x4000, 100 + call).toString();
      line(first, at, "START RequestId: " + one + " Version: $LATEST");
      line(first, retry, "START RequestId: " + two + " Version: $LATEST");
      line(first, at.plusSeconds(70), report(one));
      line(first, retry.plusSeconds(70), report(two));
    }
    return first.toString();
  }

  private static void line(StringBuilder text, Instant at, String message) {
    text.append(at.toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"))
        .append(' ')
        .append(message)
        .append('\n');
  }

  private static String report(String id) {
    return "REPORT RequestId: %s\tDuration: 70000.00 ms\tBilled Duration: 70000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t"
        .formatted(id);
  }

  @Test
  void ghostsAndDuplicates_areSuspected_byTheLagThatTheyShare() throws IOException {
    var played = new Played(tenCallsThatRunTwice());
    assertThat(played.run("logs", "--format", "json")).isEqualTo(ExitCode.OK);

    JsonNode answer = new ObjectMapper().readTree(played.out());
    assertThat(answer.at("/invocations/count").intValue()).isEqualTo(20);
    assertThat(answer.at("/peakConcurrency/slots").intValue()).isEqualTo(2);
    assertThat(answer.at("/peakConcurrency/at").textValue()).isEqualTo("2026-11-22T12:01:00.400Z");
    assertThat(answer.at("/suspects/ghosts").intValue()).isEqualTo(10);
    assertThat(answer.at("/suspects/duplicates").intValue()).isEqualTo(10);
    // 60.4 s after the first call's start, to 60.4 + 9 × 0.02 s after the last one's.
    assertThat(answer.at("/suspects/lags/0/leastMs").intValue()).isEqualTo(60_400);
    assertThat(answer.at("/suspects/lags/0/mostMs").intValue()).isEqualTo(60_580);
    assertThat(answer.at("/suspects/lags/0/outliving").intValue()).isEqualTo(20);
    assertThat(played.err()).isEmpty();
  }

  @Test
  void theText_fitsAPage_andTellsWhatIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("bare.log"), report(new UUID(0x4000, 1) + ""));
    var played = new Played();
    assertThat(played.run("logs", file.toString())).isEqualTo(ExitCode.OK);

    assertThat(played.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(played.out())
        .contains("1 execution in 1 file", "p99.9 70 s", "the lines carry no time");
  }

  @Test
  void aFileThatIsntThere_isAWrongRequest() {
    var played = new Played();
    assertThat(played.run("logs", folder.resolve("none").toString()))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err()).contains("FILE: There is no such file or folder. Found: ");
  }

  @Test
  void anEmptyFile_isToldOnStderr_andInTheAnswer() throws IOException {
    Files.writeString(folder.resolve("empty.log"), "");
    var played = new Played();
    assertThat(played.run("logs", folder.toString(), "--format=json")).isEqualTo(ExitCode.OK);

    assertThat(played.err()).contains("empty.log: It is empty.");
    JsonNode answer = new ObjectMapper().readTree(played.out());
    assertThat(answer.at("/problems/0/kind").textValue()).isEqualTo("empty");
    assertThat(answer.at("/problems/0/what").textValue()).isEqualTo("It is empty.");
  }

  @Test
  void whereAFileCantBeRead_theOthersAreCounted_andTheExitCodeIs2() throws IOException {
    Path good = Files.writeString(folder.resolve("good.log"), report(new UUID(0x4000, 1) + ""));
    String none = folder.resolve("none.log").toString();
    var played = new Played();
    assertThat(played.run("logs", none, good.toString(), "--format=json"))
        .isEqualTo(ExitCode.WRONG_REQUEST);

    assertThat(played.err()).contains("none.log: There is no such file or folder.");
    JsonNode answer = new ObjectMapper().readTree(played.out());
    assertThat(answer.at("/files").intValue()).isEqualTo(1);
    assertThat(answer.at("/invocations/count").intValue()).isEqualTo(1);
    assertThat(answer.at("/problems/0/kind").textValue()).isEqualTo("unread");
  }

  @Test
  void aFileThatIsCutOff_isCountedAsFarAsItGoes_andTheExitCodeIs2() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 1_000; i++) {
        gzip.write((report(new UUID(0x4000, i) + "") + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    Path cut = folder.resolve("cut.gz");
    Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    var played = new Played();
    assertThat(played.run("logs", cut.toString())).isEqualTo(ExitCode.WRONG_REQUEST);

    assertThat(played.err()).contains("It is cut off");
    assertThat(played.out()).contains("executions in 1 file");
  }

  @Test
  void whereNothingIsALog_nothingIsCounted() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {1, 0, 2, 0});
    var played = new Played();
    assertThat(played.run("logs", binary.toString())).isEqualTo(ExitCode.WRONG_REQUEST);

    assertThat(played.err())
        .contains("FILE: It is no text, and not packed by gzip. Found: " + binary);
    assertThat(played.out()).isEmpty();
  }
}
