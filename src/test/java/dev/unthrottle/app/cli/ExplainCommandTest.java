package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pasted error tells. */
class ExplainCommandTest {

  /** The error that the product is about: 2 retries are 3 attempts. */
  private static final String SEED =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation"
          + " (reached max retries: 2): Rate Exceeded.";

  @Test
  void text_tellsTheMeaningFirstAndThenWhatTheErrorSays() {
    var played = new Played();
    assertThat(played.run("explain", "--error", SEED)).isEqualTo(ExitCode.OK);
    assertThat(played.out().lines())
        .contains(
            "  error      TooManyRequestsException",
            "  operation  Invoke",
            "  message    Rate Exceeded.",
            "  attempts   3",
            "  - client-timeout-self-collision",
            "  - which limit refused it",
            "  ./unthrottle diagnose FUNCTION --client ID@VERSION --error @FILE")
        .allMatch(line -> line.length() <= 80)
        .first()
        .isEqualTo(
            "Lambda refused an Invoke because no slot was free. The text doesn't say in which");
    assertThat(played.err()).isEmpty();
  }

  @Test
  void json_hasTheSameAsFields() throws IOException {
    isSeed(new Played(SEED), "explain", "--format", "json");
  }

  /** And picocli doesn't take the file for one with flags in it. */
  @Test
  void anError_mayStandInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("error.txt"), SEED);
    isSeed(new Played(), "explain", "--format", "json", "--error", "@" + file);
  }

  private static void isSeed(Played played, String... args) throws IOException {
    assertThat(played.run(args)).as("%s", played.err()).isEqualTo(ExitCode.OK);
    JsonNode answer = new ObjectMapper().readTree(played.out());
    assertThat(answer.at("/code").textValue()).isEqualTo("TooManyRequestsException");
    assertThat(answer.at("/operation").textValue()).isEqualTo("Invoke");
    assertThat(answer.at("/attempts").intValue()).isEqualTo(3);
    assertThat(answer.at("/fits")).isNotEmpty();
    assertThat(answer.at("/readTimedOut").booleanValue()).isFalse();
    assertThat(answer.at("/symptom").textValue()).isEqualTo("concurrency");
    assertThat(answer.at("/concurrencyThrottle").booleanValue()).isTrue();
    assertThat(answer.at("/invoke").booleanValue()).isTrue();
    assertThat(answer.at("/history/0/outcome").textValue()).isEqualTo("refused");
    assertThat(answer.at("/causes")).hasSizeGreaterThan(1);
    assertThat(answer.at("/modes/0").textValue()).isEqualTo("standard");
    assertThat(answer.at("/untold")).isNotEmpty();
  }

  @Test
  void whatActsOnATerminal_isEscaped() {
    var played = new Played(SEED.replace("Rate Exceeded.", "Rate\u0007 \u009bExceeded."));
    assertThat(played.run("explain")).isEqualTo(ExitCode.OK);
    assertThat(played.out())
        .contains("\\u0007", "\\u009bExceeded")
        .doesNotContain("\u0007", "\u009b");
  }

  @Test
  void nothing_isRefused() {
    var played = new Played("  \n");
    assertThat(played.run("explain")).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err()).contains("--error: Paste the error that the client printed.");
  }

  @Test
  void aTextThatIsNoAwsError_isSaidToBeNone() {
    var played = new Played();
    assertThat(played.run("explain", "--error", "hello world")).isEqualTo(ExitCode.OK);
    assertThat(played.out())
        .isEqualTo(
            """
            This reads like no error of an AWS client: it names no AWS error and no timeout.

            What to do
              Paste the whole error, with its stack trace and what was logged before it.
            """);
  }

  /** The function's name and its client stand in the text; nobody has to say them again. */
  @Test
  void aCollision_isSaidToBeOneAndLeadsToADiagnosis() {
    var played =
        new Played(
            """
            2026-11-20T08:14:02Z WARN attempt 1: Read timeout on endpoint URL: \
            "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/PriceFeed/invocations"
            2026-11-20T08:14:03Z ERROR attempt 2: botocore.errorfactory.TooManyRequestsException: \
            An error occurred (TooManyRequestsException) when calling the Invoke operation: \
            Rate Exceeded.
            """);
    assertThat(played.run("explain")).isEqualTo(ExitCode.OK);
    assertThat(played.out().lines())
        .contains(
            "The call got in its own way: the client hung up on an attempt, and a later one",
            "  in turn    read-timeout (attempt 1), refused (attempt 2)",
            "It points to",
            "  - client-timeout-self-collision",
            "  ./unthrottle diagnose PriceFeed --error @FILE");
  }
}
