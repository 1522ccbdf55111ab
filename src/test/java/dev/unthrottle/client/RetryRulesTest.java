package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  /** What was seen of one call, in the words of the table. */
  private static final class Call {
    private final List<String> retried = new ArrayList<>();
    private final List<String> shortest = new ArrayList<>();
    private final List<String> longest = new ArrayList<>();
    private final List<String> quota = new ArrayList<>();

    Call(RetryPolicy policy, List<AttemptOutcome> outcomes) {
      QuotaBalance balance = new QuotaBalance(policy.quota());
      int lastCost = 0;
      for (int attempt = 1; attempt <= outcomes.size(); attempt++) {
        AttemptOutcome outcome = outcomes.get(attempt - 1);
        boolean again = policy.retries(attempt, outcome) && balance.affords(outcome);
        retried.add(again ? "yes" : "no");
        if (again) {
          lastCost = balance.spend(outcome);
          Backoff backoff = policy.backoffAfter(outcome);
          shortest.add(Long.toString(backoff.shortest(attempt).toMillis()));
          longest.add(Long.toString(backoff.longest(attempt).toMillis()));
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
      String quota) {
    Call call =
        new Call(variant(variant).retries(), words(outcomes).stream().map(OUTCOMES::get).toList());
    assertThat(call.retried).as("retried").isEqualTo(words(retried));
    assertThat(call.shortest).as("shortest").isEqualTo(words(shortest));
    assertThat(call.longest).as("longest").isEqualTo(words(longest));
    assertThat(call.quota).as("quota").isEqualTo(words(quota));
  }

  @ParameterizedTest
  @CsvSource({
    // 1 + 2 + 4 + 8
    "boto3-legacy, 15s",
    "aws-cli-v1, 15s",
    // 1 + 2
    "aws-cli-v2-legacy, 3s",
    "aws-cli-v2-pre2026, 3s",
    "aws-cli-v2-2026, 3s",
    "boto3-standard-2026, 3s",
    // 0.5 + 1 + 2
    "java-v2-legacy-apache, 3500ms",
    "java-v2-standard-pre2026-apache5, 3s",
    // 0.5 + 1
    "js-v3-standard-pre2026, 1500ms",
    "js-v3-standard-2026, 3s",
  })
  void theLongestBackoffs_areThoseAfterA429(String variant, String longest) {
    assertThat(variant(variant).retries().longestBackoffs()).isEqualTo(DurationText.parse(longest));
  }

  private static ClientVariant variant(String id) {
    return Objects.requireNonNull(VARIANTS.get(id), id);
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }
}
