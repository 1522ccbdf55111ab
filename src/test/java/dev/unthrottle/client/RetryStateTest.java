package dev.unthrottle.client;

import static dev.unthrottle.client.AttemptOutcome.ANSWERED;
import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static dev.unthrottle.client.AttemptOutcome.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.client.SendRate.Asking;
import dev.unthrottle.client.SendRate.Filling;
import dev.unthrottle.client.SendRate.Learning;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one client remembers: its quota, and how fast it may send. */
class RetryStateTest {

  private static final long SECOND = 1_000_000_000;

  private static final Backoff ONE_SECOND =
      new Backoff(Duration.ofSeconds(1), 1, null, Jitter.NONE);

  @Test
  void aClientOutOfQuota_doesNotRetry() {
    RetryState client = new RetryState(policy(new RetryQuota(19, 14, 14, 14, 5), null), 0);
    assertThat(client.retries(1, READ_TIMEOUT)).isTrue();
    assertThat(client.pay(READ_TIMEOUT)).isEqualTo(14);
    // 5 are left: enough for a 429 and for nothing else.
    assertThat(client.retries(2, READ_TIMEOUT)).isFalse();
    assertThat(client.retries(2, REFUSED)).isTrue();
    assertThatThrownBy(() -> client.pay(READ_TIMEOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The retry quota is used up: 5 left after read-timeout");
  }

  @Test
  void anAnsweredCall_givesBackAndAnyOtherDoesNot() {
    RetryState client = new RetryState(policy(new RetryQuota(14, 14, 14, 14, 5), null), 0);
    int cost = client.pay(READ_TIMEOUT);
    client.callEnded(REFUSED, cost);
    assertThat(client.retries(1, READ_TIMEOUT)).isFalse();
    client.callEnded(ANSWERED, cost);
    assertThat(client.retries(1, READ_TIMEOUT)).isTrue();
  }

  @Test
  void aClientThatLimitsNothing_sendsAtOnce() {
    RetryState client = new RetryState(policy(null, null), 0);
    client.attemptEnded(REFUSED, 0);
    assertThat(client.delayBeforeCallNanos(0)).isZero();
    assertThat(client.delayBeforeSendingNanos(0)).isZero();
    assertThat(retryAfter429(client, 0)).isEqualTo(SECOND);
  }

  @Test
  void askingAfterTheBackoff_countsTheLongerOfTheTwoWaits() {
    RetryState client = adaptive(Asking.AFTER_BACKOFF, Learning.FROM_EVERY_ATTEMPT);
    client.attemptEnded(REFUSED, 0);
    assertThat(retryAfter429(client, 0)).isEqualTo(SECOND);
    // Half a token gathers in that second: another second for the other half.
    assertThat(client.delayBeforeSendingNanos(SECOND)).isEqualTo(SECOND);
    assertThat(client.delayBeforeSendingNanos(2 * SECOND)).isZero();
  }

  @Test
  void askingBeforeTheBackoff_addsBothWaits() {
    RetryState client = adaptive(Asking.BEFORE_BACKOFF, Learning.FROM_EVERY_ATTEMPT);
    client.attemptEnded(REFUSED, 0);
    // 2 s for the token, and 1 s
    assertThat(retryAfter429(client, 0)).isEqualTo(3 * SECOND);
    assertThat(client.delayBeforeSendingNanos(3 * SECOND)).isZero();
  }

  @Test
  void theNextCallOfTheClient_waitsForATokenToo() {
    RetryState before = adaptive(Asking.BEFORE_BACKOFF, Learning.FROM_EVERY_ATTEMPT);
    before.attemptEnded(REFUSED, 0);
    assertThat(before.delayBeforeCallNanos(0)).isEqualTo(2 * SECOND);
    assertThat(before.delayBeforeCallNanos(0)).isEqualTo(4 * SECOND);

    RetryState after = adaptive(Asking.AFTER_BACKOFF, Learning.FROM_EVERY_ATTEMPT);
    after.attemptEnded(REFUSED, 0);
    assertThat(after.delayBeforeCallNanos(0)).isZero();
    assertThat(after.delayBeforeSendingNanos(0)).isEqualTo(2 * SECOND);
  }

  @Test
  void whatIsNeitherA429NorAnAnswer_changesTheRateOnlyWhereAllIsLearntFrom() {
    RetryState all = adaptive(Asking.AFTER_BACKOFF, Learning.FROM_EVERY_ATTEMPT);
    RetryState some = adaptive(Asking.AFTER_BACKOFF, Learning.FROM_REFUSALS_AND_ANSWERS);
    for (RetryState client : new RetryState[] {all, some}) {
      client.attemptEnded(SERVER_ERROR, 0);
      client.attemptEnded(REFUSED, 2 * SECOND);
    }
    // The server error at 0 begins the filling of the bucket, half a token a second.
    assertThat(all.delayBeforeSendingNanos(2 * SECOND)).isZero();
    assertThat(some.delayBeforeSendingNanos(2 * SECOND)).isEqualTo(2 * SECOND);
  }

  private static long retryAfter429(RetryState client, long now) {
    return client.delayBeforeRetryNanos(1, REFUSED, RetryHint.NONE, 0.5, now);
  }

  private static RetryState adaptive(Asking asking, Learning learning) {
    return new RetryState(
        policy(null, new SendRate(asking, learning, Filling.FROM_THE_FIRST_END)), 0);
  }

  private static RetryPolicy policy(@Nullable RetryQuota quota, @Nullable SendRate rate) {
    return new RetryPolicy(
        rate == null ? RetryMode.STANDARD : RetryMode.ADAPTIVE,
        9,
        Set.of(REFUSED, READ_TIMEOUT),
        ONE_SECOND,
        ONE_SECOND,
        HintUse.IGNORED,
        quota,
        rate);
  }
}
