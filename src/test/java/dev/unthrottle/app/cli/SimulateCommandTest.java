package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** 8 Erlang: 15 slots refuse at most 1 % of them, and 18 at most 0.1 % (Erlang B). */
  @Test
  void aStatedRefusalTarget_isWhatTheReservationIsSizedFor() throws IOException {
    JsonNode usual = recommended("--duration", "2s", "--rate", "4/s", "--length", "1h");
    JsonNode strict =
        recommended(
            "--duration", "2s", "--rate", "4/s", "--length", "1h", "--refusal-target", "0.1%");

    assertThat(usual.at("/reservedConcurrency").intValue()).isEqualTo(15);
    assertThat(strict.at("/reservedConcurrency").intValue()).isEqualTo(18);
    assertThat(strict.at("/recommendation/sizing/refusalTarget").doubleValue()).isEqualTo(0.001);
    assertThat(
            strict.at("/tally/refusedCalls").doubleValue() / strict.at("/tally/calls").intValue())
        .isLessThan(0.003);
  }

  /**
   * 200 calls a second of 10 ms are 2 Erlang, for which 7 slots do; but each admits 10 a second.
   */
  @Test
  void aFastStream_isRecommendedASlotForEveryTenCalls() throws IOException {
    JsonNode recommended = recommended("--duration", "10ms", "--rate", "200/s", "--length", "1m");

    assertThat(recommended.at("/reservedConcurrency").intValue()).isEqualTo(20);
    assertThat(recommended.at("/refusals").intValue()).isZero();
  }

  /** The quota of 160 leaves 60 to reserve; 100 Erlang need 117 slots and more. */
  @Test
  void whatTheAccountCantReserve_isntRecommended_andAQueueIsTheWayOut() throws IOException {
    JsonNode recommended =
        recommended(
            "--duration",
            "1s",
            "--rate",
            "100/s",
            "--length",
            "1m",
            "--account-concurrency",
            "160");

    assertThat(recommended.at("/reservedConcurrency").intValue()).isEqualTo(60);
    assertThat(recommended.at("/recommendation/wayOut/kind").textValue()).isEqualTo("queue");
    assertThat(recommended.at("/recommendation/wayOut/because").textValue())
        .contains("100 Erlang are more than 60 slots can do in the long run");
  }

  /** Ruby can't keep a connection alive, and 15 min of timeout may mean 15 min of silence. */
  @ParameterizedTest
  @ValueSource(strings = {"ruby", "dotnet", "js-v2", "rust", "kotlin", "swift", "powershell"})
  void whoeverIsToldNotToWait_isPlayedSo(String client) throws IOException {
    JsonNode recommended = recommended("--client", client);

    assertThat(recommended.at("/asynchronous").booleanValue()).isTrue();
    assertThat(recommended.at("/outcome").textValue()).isEqualTo("answered");
    assertThat(recommended.at("/tally/ghosts").intValue()).isZero();
    assertThat(recommended.at("/headline").textValue())
        .isEqualTo(
            "The event is handed over at once, and Lambda's own queue has had the function run for it"
                + " after 70 s at worst.");
    assertThat(recommended.at("/recommendation/wayOut/kind").textValue()).isEqualTo("asynchronous");
  }

  @Test
  void aCallersOwnLimit_isPartOfTheAdvice() throws IOException {
    JsonNode recommended = recommended("--function-timeout", "80s", "--caller", "api-gateway-http");

    assertThat(recommended.at("/asynchronous").booleanValue()).isTrue();
    assertThat(recommended.at("/recommendation/wayOut/because").textValue())
        .contains("(api-gateway-http) gives up after 30 s", "an HTTP API can't be given more");
    assertThat(recommended.at("/recommendation/chain/callerLimitMs").intValue()).isEqualTo(30_000);
  }

  /** 20 min are more than any function may run: the recommended call is cut off, and it is said. */
  @Test
  void whatNoFunctionCanRun_hasAWorkflowAsItsWayOut() throws IOException {
    JsonNode recommended = recommended("--duration", "20m");

    assertThat(recommended.at("/tally/cutOff").intValue()).isEqualTo(1);
    assertThat(recommended.at("/headline").textValue()).startsWith("Lambda cuts the function off");
    assertThat(recommended.at("/recommendation/wayOut/kind").textValue())
        .isEqualTo("step-functions");
    assertThat(recommended.at("/reservedConcurrency").intValue()).isEqualTo(1);
  }

  @Test
  void whatWasTakenForGranted_isNoted() throws IOException {
    assertThat(answer(Stream.of("--reserved", "950")).at("/notes"))
        .extracting(JsonNode::textValue)
        .containsExactly(
            "No function timeout was given: 15m, the longest, is assumed.",
            "Lambda wouldn't reserve 950 of an account's 1,000 slots: it keeps 100 unreserved, so 900"
                + " are the most.");
    assertThat(answer(Stream.of("--function-timeout", "80s")).at("/notes")).isEmpty();
  }

  @Test
  void theText_tellsWhy_andPastesWhatGoTakes() {
    assertThat(
            played.run(
                "simulate", "--client", "go-v2", "--duration", "70s", "--compare", "recommended"))
        .isEqualTo(ExitCode.OK);
    assertThat(played.out())
        .contains("\nWhy\n", "• A read timeout of", "Retries belong in the caller's code.")
        .contains("            dialer.Timeout")
        .doesNotContain("\\t");
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

  /** What is recommended in the case of the seed with some of it told otherwise. */
  private static JsonNode recommended(String... flags) throws IOException {
    return answer(Stream.concat(Stream.of("--compare", "recommended"), Arrays.stream(flags)))
        .at("/scenarios/1");
  }

  private static JsonNode answer(Stream<String> flags) throws IOException {
    var words = new ArrayList<>(List.of("simulate", "--format", "json"));
    flags.forEach(words::add);
    for (int i = 1; i < SEED_CASE.size(); i += 2) {
      if (!words.contains(SEED_CASE.get(i))) {
        words.addAll(SEED_CASE.subList(i, i + 2));
      }
    }
    var one = new Played();
    assertThat(one.run(words.toArray(String[]::new))).as(one.err()).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(one.out());
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
