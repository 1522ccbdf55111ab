package dev.unthrottle.client;

import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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

  @Test
  void withoutAQuota_everyRetryIsFree() {
    QuotaBalance balance = new QuotaBalance(null);
    for (int retry = 1; retry <= 1000; retry++) {
      assertThat(balance.spend(READ_TIMEOUT)).isZero();
    }
    assertThat(balance.left()).isEmpty();
  }
}
