package dev.unthrottle.client;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is left of one client's {@link RetryQuota}, shared by all its calls. */
final class QuotaBalance {

  private final @Nullable RetryQuota quota;
  private int balance;

  /** A full balance; without a quota, one that never runs out. */
  QuotaBalance(@Nullable RetryQuota quota) {
    this.quota = quota;
    this.balance = quota == null ? 0 : quota.capacity();
  }

  /** Whether a retry after {@code outcome} can be paid for. */
  boolean affords(AttemptOutcome outcome) {
    return quota == null || quota.cost(outcome) <= balance;
  }

  /** What is left; empty where there is no quota. */
  OptionalInt left() {
    return quota == null ? OptionalInt.empty() : OptionalInt.of(balance);
  }

  /**
   * Pays for a retry after {@code outcome} and returns its cost, to be handed to {@link #refund} if
   * the call succeeds.
   *
   * @throws IllegalStateException if the balance doesn't allow it
   */
  int spend(AttemptOutcome outcome) {
    if (!affords(outcome)) {
      throw new IllegalStateException(
          "The retry quota is used up: %d left after %s".formatted(balance, outcome.id()));
    }
    int cost = quota == null ? 0 : quota.cost(outcome);
    balance -= cost;
    return cost;
  }

  /** Gives back after a success of a call whose last retry cost {@code lastCost}, or 0. */
  void refund(int lastCost) {
    if (quota != null) {
      balance = Math.min(quota.capacity(), balance + quota.refund(lastCost));
    }
  }
}
