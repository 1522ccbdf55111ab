package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What if the settings were others. */
class SimulateCommandTest {

  private static final List<String> SEED_CASE =
      List.of("simulate", "--client", "aws-cli@2.31.0", "--duration", "70s", "--reserved", "1");

  private final Played played = new Played();

  /** 60 s of patience for 70 s of work: two retries meet the only slot. 915 s = 900 s + 15 s. */
  @Test
  void currentSettingsRefuse_andTheRecommendedAnswer() throws IOException {
    JsonNode scenarios = json("--compare", "recommended").at("/scenarios");
    assertThat(scenarios).hasSize(2);

    JsonNode current = scenarios.get(0);
    assertThat(current.at("/name").textValue()).isEqualTo("current");
    assertThat(current.at("/outcome").textValue()).isEqualTo("refused");
    assertThat(current.at("/refusals").intValue()).isEqualTo(2);
    assertThat(current.at("/callerSees").textValue()).contains("(reached max retries: 2)");

    JsonNode recommended = scenarios.get(1);
    assertThat(recommended.at("/name").textValue()).isEqualTo("recommended");
    assertThat(recommended.at("/outcome").textValue()).isEqualTo("answered");
    assertThat(recommended.at("/refusals").intValue()).isZero();
    assertThat(recommended.at("/executionsPerCall/max").intValue()).isEqualTo(1);
    assertThat(recommended.at("/timeToOutcomeMs/max").intValue()).isEqualTo(70_000);
    assertThat(recommended.at("/client/effective/readTimeoutMs").intValue()).isEqualTo(915_000);
    assertThat(recommended.at("/snippet").textValue()).contains("--cli-read-timeout 915");
  }

  /** With three slots, each of three attempts runs the function: after 60 s, 120 s and 180 s. */
  @Test
  void whatIsDifferent_isAClientOrSettingsOrSlots() throws IOException {
    JsonNode scenarios =
        json(
                "--compare",
                "readTimeout=90s,maxAttempts=1",
                "--compare",
                "js-v3@3.700.0",
                "--compare",
                "boto3@1.43.0,read_timeout=90",
                "--compare",
                "reserved=3")
            .at("/scenarios");
    assertThat(scenarios)
        .extracting(scenario -> scenario.at("/name").textValue())
        .containsExactly(
            "current",
            "readTimeout=90s,maxAttempts=1",
            "js-v3@3.700.0",
            "boto3@1.43.0,read_timeout=90",
            "reserved=3");
    assertThat(scenarios)
        .extracting(scenario -> scenario.at("/outcome").textValue())
        .containsExactly("refused", "answered", "answered", "answered", "read-timeout");
    assertThat(scenarios)
        .extracting(scenario -> scenario.at("/executionsPerCall/expected").intValue())
        .containsExactly(1, 1, 1, 1, 3);
    assertThat(scenarios.get(3).at("/client/effective/readTimeoutMs").intValue()).isEqualTo(90_000);
  }

  /** 0.1 calls a second × 70 s = 7 Erlang; 14 slots refuse less than 1 % of them (Erlang B). */
  @Test
  void aStream_isRecommendedTheSlotsThatItNeeds() throws IOException {
    JsonNode recommended =
        json("--rate", "6/min", "--length", "2h", "--compare", "recommended").at("/scenarios/1");
    assertThat(recommended.at("/reservedConcurrency").intValue()).isEqualTo(14);
    assertThat(recommended.at("/tally/refusedCalls").doubleValue())
        .isLessThan(0.05 * recommended.at("/tally/calls").doubleValue());
  }

  @Test
  void theSameSeed_givesTheSameAnswer_andAnotherSeedAnother() {
    String[] stream = {"--rate", "1/s", "--length", "10m", "--compare", "recommended"};
    assertThat(out("7", stream)).isEqualTo(out("7", stream)).isNotEqualTo(out("8", stream));
  }

  @Test
  void theTable_isAtMost80Wide_andBeginsEachBlockWithTheCurrentSettings() {
    run(
        "--compare",
        "recommended",
        "--compare",
        "maxAttempts=1,connectTimeout=4s,readTimeout=1m",
        "--compare",
        "reserved=3",
        "--calls",
        "1000");
    assertThat(played.out().lines().filter(line -> line.matches(" +current .*"))).hasSize(2);
    assertThat(played.out().lines())
        .filteredOn(line -> !line.contains("https://"))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void html_isAPageThatNeedsNothingElse() {
    run("--compare", "recommended", "--format", "html");
    assertThat(played.out())
        .startsWith("<!DOCTYPE html>")
        .contains("<th scope=\"col\">recommended</th>", "<td>refused with 429</td>", "<svg")
        .doesNotContain("src=", "url(", "@import", "<link");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--compare readTimeout=90 | --compare: A duration carries its unit, because nobody can know"
            + " it: write 90s or 90ms. Found: 90",
        "--compare cobol | --compare: This is one of aws-cli, boto3, java-v1, java-v2, js-v2, js-v3,"
            + " go-v1, go-v2, dotnet, powershell, ruby, php, rust, cpp, kotlin, swift. Found: cobol",
        "--compare reserved=1001 | --compare: This is a whole number from 0 to 1000. Found: 1001",
        "--compare maxAttempts=1,boto3 | --compare: This is recommended, a client such as"
            + " js-v3@3.700.0, or settings such as readTimeout=90s,maxAttempts=1. Found:"
            + " maxAttempts=1,boto3",
        "--compare recommended --calls 600000 | --calls: At most 1,000,000 calls are simulated, all"
            + " scenarios together; this is about 1,200,000.",
        "--rate 1000/s --length 1h | --length: At most 1,000,000 calls are simulated, all scenarios"
            + " together; this is about 3,600,000."
      })
  void aWrongComparison_isToldInOneLine(String words, String line) {
    assertThat(run(words.split(" "))).isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.out()).isEmpty();
    assertThat(played.err().lines()).contains("  " + line);
  }

  private static String out(String seed, String... flags) {
    var one = new Played();
    var words = new ArrayList<>(SEED_CASE);
    words.addAll(List.of("--seed", seed, "--format", "json"));
    words.addAll(List.of(flags));
    one.run(words.toArray(String[]::new));
    return one.out().replace("\"seed\" : " + seed, "");
  }

  private JsonNode json(String... flags) throws IOException {
    var words = new ArrayList<>(List.of("--format", "json"));
    words.addAll(List.of(flags));
    assertThat(run(words.toArray(String[]::new))).as(played.err()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(played.out());
  }

  private int run(String... flags) {
    var words = new ArrayList<>(SEED_CASE);
    words.addAll(List.of(flags));
    return played.run(words.toArray(String[]::new));
  }
}
