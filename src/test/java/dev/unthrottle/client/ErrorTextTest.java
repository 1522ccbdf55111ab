package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody's client ever printed. */
class ErrorTextTest {

  private static final int MEGABYTE = 1 << 20;

  /** What is loaded and compiled once is no part of reading a text. */
  @BeforeAll
  static void warmUp() {
    for (int i = 0; i < 5; i++) {
      assertThat(read("nothing ".repeat(MEGABYTE / 8)).symptom()).isEqualTo(Symptom.NONE);
    }
  }

  /**
   * Each is the beginning of something that a pattern looks for, over and over, and never its end:
   * the worst there is for a pattern that looks further from every place where it could begin.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " ",
        "\n",
        "\"",
        "\\",
        "\\\\\"",
        "\u001b[",
        "{\"message\":\"",
        "message: '",
        "An error occurred (",
        "An error occurred (A) when calling the Invoke operation (reached max retries: 1",
        "Waiter A failed: ",
        "software.amazon.awssdk.services.",
        "software.amazon.awssdk.services.lambda.model.TooManyRequestsException: ",
        "com.amazonaws.services.a.model.",
        "aws.sdk.kotlin.services.a.model.AException: ",
        "Suppressed: Request attempt 1 failure: Read timed out\n",
        "Caused by: Read timed out\nCaused by: TooManyRequestsException\n",
        "AException: ",
        "(Service: ",
        "x (Service",
        "operation error A: A, ",
        "RequestID: ",
        "dial tcp ",
        "Aws::A::Errors::A (",
        "aws-sdk-lambda-1.1.1/",
        ":in `a': (",
        "Error executing \"A\" on \"https://",
        "A (client): ",
        "service error: A: ",
        "ExceptionName: ",
        "AWSLambda.A",
        "2026-11-20 08:10:00,113 ",
        "2026-11-20 08:10:00,113 Starting new HTTPS connection (1): lambda.x\n",
        "/functions/",
        "FunctionName='",
        "Reason: Some(",
        "Invoke-LMFunction",
        "while getA",
        "Aa_",
        "/2026/11/20/[",
        "attempt 1 "
      })
  void aMegabyteOfBeginnings_isReadWithinASecond(String beginning) {
    String text = beginning.repeat(MEGABYTE / beginning.length() + 1);
    assertThat(timeToRead(text)).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aMegabyteOfNoise_isReadWithinASecondAndTellsNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    var noise = new StringBuilder(MEGABYTE);
    for (int i = 0; i < MEGABYTE; i++) {
      noise.append((char) random.nextInt(seed % 2 == 0 ? 128 : Character.MAX_VALUE + 1));
    }
    assertThat(timeToRead(noise.toString())).isLessThan(Duration.ofSeconds(1));
    assertThat(read(noise.toString()).symptom()).as("seed %d", seed).isEqualTo(Symptom.NONE);
  }

  @Test
  void anErrorAfterAMegabyteOfLog_isRead() {
    String log = "2026-11-20T08:14:03Z INFO worked on a price\n".repeat(30_000);
    ErrorReading reading =
        read(
            log
                + "An error occurred (TooManyRequestsException) when calling the Invoke operation"
                + " (reached max retries: 2): Rate Exceeded.");
    assertThat(reading.symptom()).isEqualTo(Symptom.CONCURRENCY);
    assertThat(reading.attempts()).isEqualTo(3);
    assertThat(reading.untold())
        .contains("what stands in its middle: it is too long to be read whole");
  }

  @Test
  void controlCharacters_areNoObstacle() {
    ErrorReading reading =
        read(
            "\u0000\u0007\u001b[1;31mTooManyRequestsException\u001b[0m: Rate Exceeded.\u0000\r\n\u0008");
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.symptom()).isEqualTo(Symptom.CONCURRENCY);
  }

  @Test
  void aMessage_isReadUpToFiveHundredCharacters() {
    ErrorReading reading = read("ValidationException: " + "x".repeat(MEGABYTE));
    assertThat(reading.message()).hasSize(500);
  }

  @Test
  void aWindowsPath_keepsItsBackslashes() {
    assertThat(ErrorText.readable("C:\\new\\thing")).isEqualTo("C:\\new\\thing");
    assertThat(ErrorText.readable("a\\nb")).isEqualTo("a\nb");
  }

  /**
   * What reading {@code text} costs of a processor, however busy the machine is; a minute by the
   * clock is the end of it.
   */
  private static Duration timeToRead(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          long before = threads.getCurrentThreadCpuTime();
          read(text);
          return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
        });
  }

  private static ErrorReading read(String text) {
    return ErrorReading.read(text, ClientCatalog.bundled());
  }
}
