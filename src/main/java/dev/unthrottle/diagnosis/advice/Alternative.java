package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.casefile.Outlook;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a call could be made with, and what it has to expect then: one row of a table that
 * answers <i>what if</i>.
 *
 * @param kind which question it answers
 * @param client the client with these settings
 * @param reservedConcurrency the function's reserved concurrency, {@code null} where it has none or
 *     where it isn't known
 * @param functionTimeout the function's timeout
 * @param asynchronous whether the call only hands its event over, and Lambda does the waiting
 * @param outlook what a call has to expect
 */
public record Alternative(
    Kind kind,
    Client client,
    @Nullable Integer reservedConcurrency,
    Duration functionTimeout,
    boolean asynchronous,
    Outlook outlook) {

  /** What is asked when settings don't do, in the order of a report. */
  public enum Kind {
    /** What happens now. */
    CURRENT,
    /** What happens with the recommended settings. */
    RECOMMENDED,
    /** What if the client only waited as long as is recommended, and all else stayed? */
    WAITING_LONGER,
    /** What if it only tried once? */
    ONE_ATTEMPT,
    /** What if the function only had one more slot? */
    ONE_SLOT_MORE,
    /** What if it had as many slots as the call has attempts? */
    A_SLOT_FOR_EVERY_ATTEMPT,
    /** What if the client were the newest version that the catalogue knows, with its defaults? */
    NEWEST_DEFAULTS;

    /** The name in the JSON answer. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether a call would go the same way as with {@code other}. */
  boolean playsLike(Alternative other) {
    return client.timeouts().equals(other.client.timeouts())
        && client.retries().equals(other.client.retries())
        && functionTimeout.equals(other.functionTimeout)
        && Objects.equals(reservedConcurrency, other.reservedConcurrency);
  }
}
