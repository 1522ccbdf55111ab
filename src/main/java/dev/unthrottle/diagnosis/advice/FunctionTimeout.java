package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.diagnosis.casefile.Hangs;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function's timeout by the tail of its runs: above the 99.9th percentile with a margin, and
 * never below the longest run that was seen. Where runs hang it stays as it is.
 *
 * @param timeout what to set
 * @param outOfReach whether its runs need more than a function can have
 * @param why the reasons, a sentence each
 */
public record FunctionTimeout(Duration timeout, boolean outOfReach, List<String> why) {

  /** How far above the tail a timeout is put, when it has to be raised. */
  static final double TAIL_MARGIN = 1.5;

  /** The share of its timeout that a function's tail may take before the timeout is raised. */
  public static final double CLOSE_TO_TIMEOUT = 0.8;

  /** Of fewer runs the 99.9th percentile is the longest, and nobody knows what is beyond it. */
  static final int ENOUGH_RUNS = 1_000;

  /** The longest timeout that is recommended; what already has more keeps it. */
  public static final Duration LONGEST = FunctionModel.LONGEST_ORDINARY_TIMEOUT;

  private static final Duration WHOLE_SECOND = Duration.ofSeconds(1);

  /**
   * What the runs say.
   *
   * @param now the timeout now
   * @param runs the durations in the logs, {@code null} where they tell none
   * @param longest the longest run that is known from elsewhere
   */
  static FunctionTimeout of(
      Duration now, @Nullable DurationStatistics runs, Optional<Duration> longest) {
    if (runs != null && Hangs.among(runs, now)) {
      return keeps(
          now,
          "The function's timeout (%s) cut off %s, and %s took at most %s: what is cut off hangs, and with a longer timeout would hold its slot for longer. How long it would have run is unknown."
              .formatted(
                  Phrase.of(now),
                  Phrase.count(runs.censored(), "execution"),
                  Hangs.rare(runs) ? "nine in ten" : "half of all",
                  Phrase.of(Hangs.ordinary(runs))));
    }
    if (runs != null && runs.censored() > 0) {
      return raised(
          now,
          now,
          "The function's timeout (%s) cut off %s, so how long they would have run is unknown: raise it"
                  .formatted(Phrase.of(now), Phrase.count(runs.censored(), "execution"))
              + " until none is cut off.");
    }
    if (runs != null) {
      return byTail(now, runs.p999(), runs.max(), runs.count());
    }
    return longest
        .map(one -> byTail(now, one, one, 0))
        .orElseGet(() ->
            keeps(
                now,
                "The function's timeout stays %s: no run of it is known to judge it by."
                    .formatted(Phrase.of(now))));
  }

  private static FunctionTimeout byTail(Duration now, Duration tail, Duration longest, int runs) {
    if (tail.toNanos() <= now.toNanos() * CLOSE_TO_TIMEOUT && longest.compareTo(now) <= 0) {
      return runs > 0 && runs < ENOUGH_RUNS
          ? keeps(
              now,
              "The function's timeout stays %s: the longest of %s took %s. The 99.9th percentile needs %,d."
                  .formatted(
                      Phrase.of(now), Phrase.count(runs, "run"), Phrase.of(longest), ENOUGH_RUNS))
          : new FunctionTimeout(now, false, List.of());
    }
    Duration wanted = times(tail, TAIL_MARGIN);
    return raised(
        wanted.compareTo(longest) > 0 ? wanted : longest,
        now,
        runs >= ENOUGH_RUNS
            ? "99.9 %% of %s took at most %s of the function's timeout of %s: it needs more."
                .formatted(Phrase.count(runs, "run"), Phrase.of(tail), Phrase.of(now))
            : "The longest run took %s of the function's timeout of %s: it needs more."
                .formatted(Phrase.of(longest), Phrase.of(now)));
  }

  private static FunctionTimeout keeps(Duration now, String because) {
    return new FunctionTimeout(now, false, List.of(because));
  }

  /** {@code wanted} of a timeout that was cut off is the timeout itself, which is too short. */
  private static FunctionTimeout raised(Duration wanted, Duration now, String because) {
    Duration needed = wholeSeconds(wanted.equals(now) ? times(now, TAIL_MARGIN) : wanted);
    List<String> why = new ArrayList<>(List.of(because));
    if (needed.compareTo(LONGEST) <= 0) {
      return new FunctionTimeout(needed.compareTo(now) > 0 ? needed : now, false, why);
    }
    why.add(
        "No function can have the %s that its runs would need with a margin."
            .formatted(Phrase.of(needed)));
    return new FunctionTimeout(now.compareTo(LONGEST) > 0 ? now : LONGEST, true, why);
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofNanos((long) (duration.toNanos() * factor));
  }

  private static Duration wholeSeconds(Duration duration) {
    return Duration.ofSeconds(duration.plus(WHOLE_SECOND).minusNanos(1).toSeconds());
  }

  /** Copies the list. */
  public FunctionTimeout {
    why = List.copyOf(why);
  }
}
