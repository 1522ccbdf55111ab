package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Map<Invocation, Integer> attempt = new HashMap<>();
    List<Pair> pairs = new ArrayList<>();
    int expected = 0;
    for (Invocation first : outlivingByStart(file, patience)) {
      int number = attempt.getOrDefault(first, 1);
      if (number < file.client().retries().maxAttempts()) {
        expected++;
        byStart.stream()
            .filter(other -> isRetryOf(first, other, patience, longestBackoff))
            .findFirst()
            .ifPresent(retry -> {
              pairs.add(new Pair(first, retry));
              attempt.put(retry, number + 1);
            });
      }
    }
    double perSecond = byStart.size() / (double) file.evidence().window().length().toSeconds();
    double listening = seconds(longestBackoff.plus(TOLERANCE.multipliedBy(2)));
    return new Followers(List.copyOf(pairs), expected, 1 - Math.exp(-perSecond * listening));
  }

  private static List<Invocation> outlivingByStart(CaseFile file, Duration patience) {
    return file.outliving(patience).stream()
        .sorted(Comparator.comparing(Invocation::start))
        .toList();
  }

  private static boolean isRetryOf(
      Invocation first, Invocation other, Duration patience, Duration longestBackoff) {
    Duration gap = Duration.between(first.start(), other.start());
    Duration ran = CaseFile.held(first).orElse(Duration.ZERO);
    return gap.compareTo(patience.minus(TOLERANCE)) >= 0
        && gap.compareTo(patience.plus(longestBackoff).plus(TOLERANCE)) <= 0
        && gap.compareTo(ran) < 0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
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
    return share() >= 0.2 && share() >= 3 * chanceShare;
  }

  /**
   * Whether chance can't explain them: at least three, nearly always, and strangers would nearly
   * never.
   */
  boolean beyondChance() {
    return pairs.size() >= 3 && share() >= 0.8 && chanceShare <= 0.1;
  }
}
