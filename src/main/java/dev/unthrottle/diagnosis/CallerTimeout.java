package dev.unthrottle.diagnosis;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a call can take for whoever makes it.
 *
 * @param estimate the well-known estimate {@code retries × (connect + read) + margin}, {@code null}
 *     where a timeout is infinite
 * @param worstCase {@code attempts × (connect + read) + Σ longest backoffs}, {@code null} where a
 *     timeout is infinite
 */
public record CallerTimeout(@Nullable Duration estimate, @Nullable Duration worstCase) {

  /**
   * The margin that AWS's example adds for the rest of the caller's code.
   *
   * @see <a href="https://repost.aws/knowledge-center/lambda-function-retry-timeout-sdk">Knowledge
   *     Center</a>, checked 2026-11-22
   */
  public static final Duration MARGIN = Duration.ofSeconds(20);

  /** How the estimate is computed. */
  public static final String FORMULA = "retries × (connect + read) + margin";

  /** What the estimate leaves out. */
  public static final String ESTIMATE_LEAVES_OUT =
      "the first attempt, and the backoff between attempts";

  /** What the worst case leaves out. */
  public static final String WORST_CASE_LEAVES_OUT =
      "name resolution, and the caller's own code before and after the call";

  /** Both figures for a client. */
  public static CallerTimeout of(Client client) {
    Timeouts timeouts = client.timeouts();
    if (timeouts.connect() == null || timeouts.read() == null) {
      return new CallerTimeout(null, null);
    }
    return of(
        timeouts.connect(),
        timeouts.read(),
        client.retries().maxAttempts(),
        client.retries().longestBackoffs());
  }

  static CallerTimeout of(Duration connect, Duration read, int attempts, Duration backoffs) {
    Duration oneAttempt = connect.plus(read);
    return new CallerTimeout(
        oneAttempt.multipliedBy(attempts - 1L).plus(MARGIN),
        oneAttempt.multipliedBy(attempts).plus(backoffs));
  }
}
