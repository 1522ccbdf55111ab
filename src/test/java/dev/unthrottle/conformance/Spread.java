package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The gaps before one retry of one client, of all its cases together. Each alone may be anywhere
 * within its bounds; together they have to be spread over them.
 *
 * @param client which client
 * @param mode the retry mode that it was in
 * @param retry before which retry, from 1
 * @param after how the attempt before it ended
 * @param shortest the shortest that the backoff allows
 * @param longest the longest that it allows
 * @param gaps in ascending order
 */
record Spread(
    String client,
    RetryMode mode,
    int retry,
    AttemptOutcome after,
    Duration shortest,
    Duration longest,
    List<Duration> gaps) {

  /** How unlikely something has to be to be no accident. */
  private static final double IMPROBABLE = 1e-6;

  /** All spreads that can be seen in these results. */
  static List<Spread> of(Collection<Result> results) {
    Map<String, Spread> spreads = new TreeMap<>();
    for (Result result : results) {
      Expectation expectation = result.expectation();
      Observation observation = result.observation();
      if (expectation != null && observation != null && expectation.isJittered()) {
        for (Gap gap : observation.gaps()) {
          RetryMode mode = expectation.client().retries().mode();
          String key =
              "%s %s %s %d".formatted(result.one().client().name(), mode, gap.after(), gap.retry());
          spreads
              .computeIfAbsent(
                  key,
                  _ ->
                      new Spread(
                          result.one().client().name(),
                          mode,
                          gap.retry(),
                          gap.after(),
                          expectation.backoff(gap).shortest(),
                          expectation.backoff(gap).longest(),
                          new ArrayList<>()))
              .gaps
              .add(gap.length());
        }
      }
    }
    spreads.values().forEach(spread -> spread.gaps.sort(null));
    return List.copyOf(spreads.values());
  }

  /** Where in the report. */
  String where() {
    return "%s mode, retry %d after %s".formatted(mode.id(), retry, after.id());
  }

  /**
   * What is wrong with these gaps if the backoff is uniform between its bounds. The chance that the
   * greatest of {@code n} stays below a share {@code x} of the range is {@code x^n}, and so is the
   * chance that the smallest stays above {@code 1 - x}.
   */
  Optional<Difference> implausibility() {
    double range = longest.minus(shortest).toNanos();
    double share = Math.pow(IMPROBABLE, 1.0 / gaps.size());
    Duration greatest = shortest.plusNanos((long) (range * share));
    Duration smallest = longest.minusNanos((long) (range * share)).plus(Expectation.SLACK);
    if (gaps.getLast().compareTo(greatest.minus(Expectation.HASTE)) < 0) {
      return Optional.of(implausible("all of %d are below %d ms", greatest));
    }
    if (gaps.getFirst().compareTo(smallest) > 0) {
      return Optional.of(implausible("all of %d are above %d ms", smallest));
    }
    return Optional.empty();
  }

  private Difference implausible(String what, Duration bound) {
    return new Difference(
        "jitter",
        "%s; if the backoff were %d to %d ms, that would be one chance in a million"
            .formatted(
                what.formatted(gaps.size(), bound.toMillis()),
                shortest.toMillis(),
                longest.toMillis()));
  }

  Duration median() {
    return gaps.get(gaps.size() / 2);
  }
}
