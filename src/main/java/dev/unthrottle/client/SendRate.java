package dev.unthrottle.client;

/**
 * How a client in adaptive mode goes about its own rate limit, in which the clients differ. The
 * limit itself is the same in all of them ({@code docs/model.md}).
 *
 * @param asking when an attempt gets its token
 * @param learning which attempts change the rate
 * @param filling since when tokens gather
 */
public record SendRate(Asking asking, Learning learning, Filling filling) {

  /** When an attempt gets its token, and how it waits for one. */
  public enum Asking {
    /** After the backoff, asking again until there is one: the longer of the two waits counts. */
    AFTER_BACKOFF,
    /** Before the backoff, in advance of its being there: both waits add up. */
    BEFORE_BACKOFF
  }

  /** Since when tokens gather, of which the first 429 finds up to one. */
  public enum Filling {
    /** Since the client was made: a first attempt that took its time leaves a token behind. */
    FROM_THE_START,
    /** Since the first end of an attempt that it learns from. */
    FROM_THE_FIRST_END
  }

  /** Which ends of an attempt change the rate. */
  public enum Learning {
    /** Every end; whatever is no 429 counts as a success. */
    FROM_EVERY_ATTEMPT,
    /** A 429 and a success. */
    FROM_REFUSALS_AND_ANSWERS;

    boolean from(AttemptOutcome outcome) {
      return this == FROM_EVERY_ATTEMPT
          || outcome == AttemptOutcome.REFUSED
          || outcome == AttemptOutcome.ANSWERED;
    }
  }
}
