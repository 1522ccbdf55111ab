package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The retry rules of every variant, one call at a time. */
class RetryRulesTest {

  private static final Map<String, ClientVariant> VARIANTS =
      ClientCatalog.bundled().variants().stream()
          .collect(Collectors.toMap(ClientVariant::id, Function.identity()));

  private static final Map<String, AttemptOutcome> OUTCOMES =
      Arrays.stream(AttemptOutcome.values())
          .collect(Collectors.toMap(AttemptOutcome::id, Function.identity()));

  private static final long ATTEMPT_NANOS = Duration.ofMillis(100).toNanos();

  /** What was seen of one call, in the words of the table. */
  private static final class Call {
    private final List<String> retried = new ArrayList<>();
    private final List<String> shortest = new ArrayList<>();
    private final List<String> longest = new ArrayList<>();
    private final List<String> quota = new ArrayList<>();

    Call(RetryPolicy policy, List<AttemptOutcome> outcomes, RetryHint hint) {
      QuotaBalance balance = new QuotaBalance(policy.quota());
      int lastCost = 0;
      for (int attempt = 1; attempt <= outcomes.size(); attempt++) {
        AttemptOutcome outcome = outcomes.get(attempt - 1);
        boolean again = policy.retries(attempt, outcome) && balance.affords(outcome);
        retried.add(again ? "yes" : "no");
        if (again) {
          lastCost = balance.spend(outcome);
          RetryHint told = outcome == AttemptOutcome.REFUSED ? hint : RetryHint.NONE;
          shortest.add(millis(policy.delayNanos(attempt, outcome, told, 0)));
          longest.add(millis(policy.delayNanos(attempt, outcome, told, 1)));
        } else if (outcome == AttemptOutcome.ANSWERED) {
          balance.refund(lastCost);
        }
        quota.add(balance.left().isEmpty() ? "-" : "" + balance.left().getAsInt());
      }
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "retry-rules.csv", delimiter = '|', useHeadersInDisplayName = true)
  void everyVariant_keepsItsRules(
      String variant,
      String outcomes,
      String retried,
      @Nullable String shortest,
      @Nullable String longest,
      String quota,
      @Nullable String hint,
      @Nullable String soonest,
      @Nullable String latest) {
    RetryPolicy policy = variant(variant).retries();
    List<AttemptOutcome> ends = words(outcomes).stream().map(OUTCOMES::get).toList();
    Call call = new Call(policy, ends, hint(hint));
    assertThat(call.retried).as("retried").isEqualTo(words(retried));
    assertThat(call.shortest).as("shortest").isEqualTo(words(shortest));
    assertThat(call.longest).as("longest").isEqualTo(words(longest));
    assertThat(call.quota).as("quota").isEqualTo(words(quota));
    assertThat(soonest != null).as("has send times").isEqualTo(policy.sendRate() != null);
    if (soonest != null) {
      assertThat(sendTimes(policy, ends, hint(hint), 0)).as("soonest").isEqualTo(words(soonest));
      assertThat(sendTimes(policy, ends, hint(hint), 1)).as("latest").isEqualTo(words(latest));
    }
  }

  @Test
  void theTable_hasEveryVariantOfTheCatalogue() throws IOException {
    assertThat(VARIANTS).hasSize(75);
    assertThat(variantsOfTheTable()).isEqualTo(VARIANTS.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    // 1 + 2 + 4 + 8
    "boto3-legacy, 15s",
    "aws-cli-v1, 15s",
    // 1 + 2
    "aws-cli-v2-pre2026, 3s",
    "aws-cli-v2-2026, 3s",
    "boto3-standard-2026, 3s",
    "ruby-v3-standard-pre2026, 3s",
    // 0.5 + 1 + 2
    "java-v2-legacy-apache, 3500ms",
    "java-v1-legacy, 3500ms",
    "java-v2-standard-pre2026-apache5, 3s",
    // 0.1 + 0.2
    "java-v1-standard, 300ms",
    // 0.1 + 0.2 + 0.4
    "js-v2, 700ms",
    // 0.5 + 1
    "js-v3-standard-pre2026, 1500ms",
    "js-v3-standard-2026, 3s",
    // 1 + 2 + 4
    "go-v1, 7s",
    // 2 + 4
    "go-v2-standard-pre2026, 6s",
    "php-v3-standard-pre2026, 6s",
    // 0.4 + 1.6 + 6.4 + 25.6
    "dotnet-v3-legacy, 34s",
    // 0.3 + 0.6 + 1.2
    "ruby-v3-legacy, 2100ms",
    // 50 × (1 + 2 + 4 + … + 256) = 50 × 511
    "cpp-legacy, 25550ms",
    // 50 + 100
    "cpp-standard-2026, 150ms",
    // 1 + 1.5
    "kotlin-standard-pre2026, 2500ms",
  })
  void theLongestBackoffs_areAllOfACall(String variant, String longest) {
    assertThat(variant(variant).retries().longestBackoffs()).isEqualTo(DurationText.parse(longest));
  }

  @Test
  void goV2_waitsExactly20SecondsFromTheFifthRetryOn() {
    Backoff backoff = variant("go-v2-standard-pre2026").retries().throttlingBackoff();
    // 2 × 2^3 = 16 s; 2 × 2^4 = 32 s, more than 20
    assertThat(backoff.shortest(4)).isZero();
    assertThat(backoff.longest(4)).isEqualTo(Duration.ofSeconds(16));
    assertThat(backoff.shortest(5)).isEqualTo(Duration.ofSeconds(20));
    assertThat(backoff.longest(9)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void goV1_drawsAgainAbove300Seconds() {
    Backoff backoff = variant("go-v1").retries().throttlingBackoff();
    // 0.5 × 2^8 = 128 s, up to 256 s; 0.5 × 2^9 = 256 s, up to 512 s, of which what is above 300 s
    // is drawn again from 150 s to 300 s
    assertThat(backoff.shortest(9)).isEqualTo(Duration.ofSeconds(128));
    assertThat(backoff.longest(9)).isEqualTo(Duration.ofSeconds(256));
    assertThat(backoff.shortest(10)).isEqualTo(Duration.ofSeconds(150));
    assertThat(backoff.longest(10)).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource({
    // variant, refused calls of one client until one isn't retried to the end: 500 / (2 × 5)
    "aws-cli-v2-pre2026, 50",
    "aws-cli-v2-2026, 50",
    // 500 / (2 × 14) = 17.9
    "cpp-standard-2026, 17",
    // 500 / (2 × 10)
    "kotlin-standard-pre2026, 25",
    // 500 / (4 × 5)
    "dotnet-v3-legacy, 25",
  })
  void theQuota_lastsForSoManyRefusedCalls(String variant, int calls) {
    RetryPolicy policy = variant(variant).retries();
    RetryState client = new RetryState(policy, 0);
    int complete = 0;
    while (attemptsRefused(client) == policy.maxAttempts()) {
      complete++;
    }
    assertThat(complete).isEqualTo(calls);
  }

  /** The attempts of a call that is refused for as long as it is tried. */
  private static int attemptsRefused(RetryState client) {
    int attempt = 1;
    while (client.retries(attempt, AttemptOutcome.REFUSED)) {
      client.pay(AttemptOutcome.REFUSED);
      attempt++;
    }
    return attempt;
  }

  /** When the attempts of a new client's first call are sent, in milliseconds. */
  private static List<String> sendTimes(
      RetryPolicy policy, List<AttemptOutcome> ends, RetryHint hint, double drawn) {
    RetryState client = new RetryState(policy, 0);
    List<String> times = new ArrayList<>();
    long now = client.delayBeforeCallNanos(0);
    for (int attempt = 1; attempt <= ends.size(); attempt++) {
      now = sendable(client, now);
      times.add(millis(now));
      now += ATTEMPT_NANOS;
      AttemptOutcome end = ends.get(attempt - 1);
      client.attemptEnded(end, now);
      if (client.retries(attempt, end)) {
        client.pay(end);
        RetryHint told = end == AttemptOutcome.REFUSED ? hint : RetryHint.NONE;
        now += client.delayBeforeRetryNanos(attempt, end, told, drawn, now);
      }
    }
    return times;
  }

  private static long sendable(RetryState client, long now) {
    long sent = now;
    for (long wait = client.delayBeforeSendingNanos(sent);
        wait > 0;
        wait = client.delayBeforeSendingNanos(sent)) {
      sent += wait;
    }
    return sent;
  }

  private static Set<String> variantsOfTheTable() throws IOException {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RetryRulesTest.class.getResourceAsStream("retry-rules.csv")),
                StandardCharsets.UTF_8))) {
      return table
          .lines()
          .filter(Predicate.not(line -> line.startsWith("#") || line.startsWith("variant ")))
          .map(line -> line.split(" ", 2)[0])
          .collect(Collectors.toSet());
    }
  }

  private static RetryHint hint(@Nullable String header) {
    if (header == null) {
      return RetryHint.NONE;
    }
    String[] nameAndWait = header.split(": ", 2);
    Duration wait = DurationText.parse(nameAndWait[1]);
    return switch (nameAndWait[0]) {
      case "Retry-After" -> new RetryHint(wait, null);
      case "x-amz-retry-after" -> new RetryHint(null, wait);
      default -> throw new IllegalArgumentException(header);
    };
  }

  private static String millis(long nanos) {
    return Long.toString(Math.round(nanos / 1e6));
  }

  private static ClientVariant variant(String id) {
    return Objects.requireNonNull(VARIANTS.get(id), id);
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }
}
