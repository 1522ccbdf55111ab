package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.RetryGap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executions that began when a retry of a running one would have: the client's patience plus one
 * backoff after the start of an execution that was still running then.
 *
 * @param pairs each execution that outlived the client's patience, with the one that followed it
 * @param outliving how many executions outlived the client's patience and were not a call's last
 *     attempt, by the chain of those that they follow
 * @param chanceShare the share of them that a stranger's execution would follow by chance, at the
 *     window's arrival rate
 */
record Followers(List<Pair> pairs, int outliving, double chanceShare) {

  /** How much a log's times may be off, and a request may take on its way. */
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  /**
   * An execution, and the one that looks like its retry.
   *
   * @param first the execution that outlived its client
   * @param retry the execution that began while it ran
   */
  record Pair(Invocation first, Invocation retry) {}

  /** Looks through a case's logs. */
  static Followers in(CaseFile file, Duration patience) {
    List<Invocation> byStart =
        file.invocations().stream().sorted(Comparator.comparing(Invocation::start)).toList();
    Duration longestBackoff = file.client().retries().transientBackoff().longest(1);
    RetryGap gap =
        new RetryGap(patience.minus(TOLERANCE), patience.plus(longestBackoff).plus(TOLERANCE));
    Map<Invocation, Integer> attempt = new HashMap<>();
    List<Pair> pairs = new ArrayList<>();
    int expected = 0;
    for (Invocation first : outlivingByStart(file, patience)) {
      int number = attempt.getOrDefault(first, 1);
      if (number < file.client().retries().maxAttempts()) {
        expected++;
        retryOf(first, byStart, gap)
            .ifPresent(retry -> {
              pairs.add(new Pair(first, retry));
              attempt.put(retry, number + 1);
            });
      }
    }
    double perSecond = byStart.size() / (double) file.evidence().window().length().toSeconds();
    return new Followers(List.copyOf(pairs), expected, gap.chanceShare(perSecond));
  }

  /**
   * The first that may be its retry; one that is known to serve the same call before all others.
   */
  private static Optional<Invocation> retryOf(
      Invocation first, List<Invocation> byStart, RetryGap gap) {
    List<Invocation> candidates =
        byStart
            .subList(firstFrom(first.start().plus(gap.least()), byStart), byStart.size())
            .stream()
            .takeWhile(other -> !other.start().isAfter(first.start().plus(gap.most())))
            .filter(other -> gap.isFollowed(first, held(first), other))
            .filter(other -> !servesAnotherCall(first, other))
            .toList();
    return candidates.stream()
        .filter(first::servesSameCallAs)
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /** Where in the order of starts the first begins that is not before {@code time}. */
  private static int firstFrom(Instant time, List<Invocation> byStart) {
    int low = 0;
    int high = byStart.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byStart.get(middle).start().isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean servesAnotherCall(Invocation first, Invocation other) {
    return first.call() != null && other.call() != null && !first.servesSameCallAs(other);
  }

  private static List<Invocation> outlivingByStart(CaseFile file, Duration patience) {
    return file.outliving(patience).stream()
        .sorted(Comparator.comparing(Invocation::start))
        .toList();
  }

  private static Duration held(Invocation run) {
    return CaseFile.held(run).orElse(Duration.ZERO);
  }

  /** The share of outliving executions that were followed. */
  double share() {
    return outliving == 0 ? 0 : pairs.size() / (double) outliving;
  }

  /**
   * Whether they are many more than strangers would make: a fifth of the runs, and three times what
   * chance would bring.
   */
  boolean moreThanChance() {
    return RetryGap.isMoreThanChance(share(), chanceShare);
  }

  /** How many of the pairs are known to serve one call, by what the application prints. */
  long known() {
    return pairs.stream().filter(pair -> pair.first().servesSameCallAs(pair.retry())).count();
  }

  /**
   * Whether chance can't explain them: one is known to serve the same call; or they are at least
   * three, nearly always, and strangers would nearly never.
   */
  boolean beyondChance() {
    return known() > 0 || isNearlyAlways();
  }

  private boolean isNearlyAlways() {
    return pairs.size() >= 3 && share() >= 0.8 && chanceShare <= 0.1;
  }
}
