package dev.unthrottle.client;

import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The retry quota of a client over many calls. */
class QuotaBalanceTest {

  private static final RetryQuota OF_2026 = new RetryQuota(500, 14, 14, 14, 5);

  @Test
  void readTimeouts_useTheQuotaOf2026UpAfter35Retries() {
    QuotaBalance balance = new QuotaBalance(OF_2026);
    // 35 × 14 = 490, and 10 don't pay for another
    for (int retry = 1; retry <= 35; retry++) {
      balance.spend(READ_TIMEOUT);
    }
    assertThat(balance.left()).hasValue(10);
    assertThat(balance.affords(READ_TIMEOUT)).isFalse();
    assertThat(balance.affords(REFUSED)).isTrue();
    assertThatThrownBy(() -> balance.spend(READ_TIMEOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The retry quota is used up: 10 left after read-timeout");
  }

  @Test
  void aSuccess_refundsTheLastRetryAlone() {
    QuotaBalance balance = new QuotaBalance(OF_2026);
    balance.spend(READ_TIMEOUT);
    int lastCost = balance.spend(REFUSED);
    // 500 - 14 - 5 + 5
    balance.refund(lastCost);
    assertThat(balance.left()).hasValue(486);
  }

  @Test
  void aSuccessWithoutARetry_refundsOneAndNeverMoreThanTheCapacity() {
    QuotaBalance balance = new QuotaBalance(OF_2026);
    balance.refund(0);
    assertThat(balance.left()).hasValue(500);
    balance.spend(REFUSED);
    balance.refund(0);
    // 500 - 5 + 1
    assertThat(balance.left()).hasValue(496);
  }

  @ParameterizedTest
  @CsvSource({
    // outcome, cost: each kind its own
    "REFUSED, 4",
    "CONNECT_TIMEOUT, 3",
    "READ_TIMEOUT, 3",
    "ATTEMPT_TIMEOUT, 3",
    "CONNECTION_FAILED, 2",
    "SERVER_ERROR, 1",
  })
  void aRetry_costsWhatItsOutcomeCosts(AttemptOutcome outcome, int cost) {
    assertThat(new RetryQuota(10, 1, 2, 3, 4).cost(outcome)).isEqualTo(cost);
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWERED", "CALL_TIMEOUT", "REJECTED"})
  void whatIsNeverRetried_hasNoCost(AttemptOutcome outcome) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OF_2026.cost(outcome))
        .withMessage("Nothing is retried after " + outcome.id());
  }

  @ParameterizedTest
  @CsvSource({
    // refund, after a retry for 10, without a retry: of 100 - 50 = 50
    "LAST_COST_OR_ONE, 60, 51",
    "LAST_COST_AND_ONE, 61, 51",
    "LAST_COST_ALONE, 60, 50",
  })
  void aSuccess_refundsAsItsClientDoes(RetryQuota.Refund refund, int retried, int unretried) {
    assertThat(halfUsedUp(refund, 10)).hasValue(retried);
    assertThat(halfUsedUp(refund, 0)).hasValue(unretried);
  }

  private static OptionalInt halfUsedUp(RetryQuota.Refund refund, int lastCost) {
    QuotaBalance balance = new QuotaBalance(new RetryQuota(100, 5, 5, 10, 50, refund));
    balance.spend(REFUSED);
    balance.refund(lastCost);
    return balance.left();
  }

  @Test
  void aNegativeQuota_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryQuota(500, 5, 5, -10, 5))
        .withMessage("A retry quota has no negative numbers. Found: 500, 5, 5, -10, 5");
  }

  @Test
  void withoutAQuota_everyRetryIsFree() {
    QuotaBalance balance = new QuotaBalance(null);
    for (int retry = 1; retry <= 1000; retry++) {
      assertThat(balance.spend(READ_TIMEOUT)).isZero();
    }
    assertThat(balance.left()).isEmpty();
  }
}
