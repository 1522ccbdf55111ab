package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a call can take for whoever makes it: by the well-known estimate, and exactly.
 *
 * @param oneAttempt the longest that one attempt takes, {@code null} where nothing ends it
 * @param oneAttemptInNumbers how that comes about, {@code (10 s + 30 s)}
 * @param attempts how many there are, the first included
 * @param backoffs the longest that all backoffs take together
 * @param callLimit what ends the call in any case, {@code null} for nothing
 */
public record CallerTimeout(
    @Nullable Duration oneAttempt,
    String oneAttemptInNumbers,
    int attempts,
    Duration backoffs,
    @Nullable Duration callLimit) {

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

  /** How the worst case is computed. */
  public static final String WORST_CASE_FORMULA = "attempts × (connect + read) + longest backoffs";

  /** What the worst case leaves out. */
  public static final String WORST_CASE_LEAVES_OUT =
      "name resolution, and the caller's own code before and after the call";

  private static final String FOR_EVER = "nothing ends an attempt: the client waits for ever";

  /** Both figures for a client. */
  public static CallerTimeout of(Client client) {
    Timeouts limits = client.timeouts();
    @Nullable Duration both = both(limits);
    @Nullable Duration attempt = limits.attempt();
    boolean ofBoth = both != null && (attempt == null || both.compareTo(attempt) <= 0);
    @Nullable Duration one = ofBoth ? both : attempt;
    return new CallerTimeout(
        one,
        ofBoth
            ? sum(limits.connect(), limits.read())
            : one == null ? "for ever" : Phrase.seconds(one),
        client.retries().maxAttempts(),
        client.retries().longestBackoffs(),
        limits.call());
  }

  private static @Nullable Duration both(Timeouts limits) {
    return limits.connect() == null || limits.read() == null
        ? null
        : limits.connect().plus(limits.read());
  }

  private static String sum(@Nullable Duration connect, @Nullable Duration read) {
    return connect == null || read == null
        ? "for ever"
        : "(%s + %s)".formatted(Phrase.seconds(connect), Phrase.seconds(read));
  }

  /** {@code retries × (connect + read)}; {@code null} where an attempt can last for ever. */
  public @Nullable Duration base() {
    return oneAttempt == null ? null : oneAttempt.multipliedBy(attempts - 1L);
  }

  /** The base and the margin; {@code null} where an attempt can last for ever. */
  public @Nullable Duration estimate() {
    @Nullable Duration base = base();
    return base == null ? null : base.plus(MARGIN);
  }

  /**
   * {@code attempts × (connect + read) + Σ longest backoffs}, or what ends the call before that;
   * {@code null} where nothing does.
   */
  public @Nullable Duration worstCase() {
    @Nullable Duration sum = sumOfAttempts();
    return sum == null || (callLimit != null && callLimit.compareTo(sum) < 0) ? callLimit : sum;
  }

  private @Nullable Duration sumOfAttempts() {
    return oneAttempt == null ? null : oneAttempt.multipliedBy(attempts).plus(backoffs);
  }

  /** {@code 3 × (10 s + 30 s) = 120 s, and with the margin of 20 s 140 s}. */
  public String estimateInNumbers() {
    @Nullable Duration base = base();
    return base == null
        ? FOR_EVER
        : "%d × %s = %s, and with the margin of %s %s"
            .formatted(
                attempts - 1,
                oneAttemptInNumbers,
                Phrase.seconds(base),
                Phrase.seconds(MARGIN),
                Phrase.seconds(base.plus(MARGIN)));
  }

  /** {@code 4 × (10 s + 30 s) + 7 s = 167 s}. */
  public String worstCaseInNumbers() {
    @Nullable Duration sum = sumOfAttempts();
    String attemptByAttempt =
        sum == null
            ? FOR_EVER
            : "%d × %s + %s = %s"
                .formatted(
                    attempts, oneAttemptInNumbers, Phrase.seconds(backoffs), Phrase.seconds(sum));
    return callLimit == null
        ? attemptByAttempt
        : "%s, and the limit for a call is %s"
            .formatted(attemptByAttempt, Phrase.seconds(callLimit));
  }
}
