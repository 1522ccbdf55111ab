package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.RetryGap;
import java.time.Duration;
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
 *     rate at which executions of other calls began around each, or at the log's if that is higher
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

  /** From this share on, that strangers follow by chance, a follower says nothing for sure. */
  private static final double MOST_CHANCE = 0.1;

  /** Around an execution, so much time tells how many strangers begin: their rate then. */
  private static final Duration LEAST_REACH = Duration.ofSeconds(30);

  /** Looks through a case's logs. */
  static Followers in(CaseFile file, Duration patience) {
    Duration longestBackoff = file.client().retries().transientBackoff().longest(1);
    Duration tolerance = tolerance(patience);
    RetryGap gap =
        new RetryGap(patience.minus(tolerance), patience.plus(longestBackoff).plus(tolerance));
    Starts starts = Starts.of(file.invocations());
    Map<Invocation, Call> calls = new HashMap<>();
    List<Pair> pairs = new ArrayList<>();
    List<Invocation> expected = new ArrayList<>();
    for (Invocation first : outlivingByStart(file, patience)) {
      Call call = calls.computeIfAbsent(first, _ -> new Call(first, 1));
      if (call.attempt() < file.client().retries().maxAttempts()) {
        expected.add(first);
        retryOf(first, starts, gap)
            .ifPresent(retry -> {
              pairs.add(new Pair(first, retry));
              calls.put(retry, new Call(call.first(), call.attempt() + 1));
            });
      }
    }
    long all = Math.max(file.executions(), file.invocations().size());
    double everywhere = all / (double) file.evidence().window().length().toSeconds();
    double chance =
        expected.stream()
            .mapToDouble(first -> Math.max(everywhere, strangers(first, calls, gap, starts)))
            .map(gap::chanceShare)
            .average()
            .orElse(0);
    return new Followers(List.copyOf(pairs), expected.size(), chance);
  }

  /** No retry begins with its call, however impatient the client is. */
  private static Duration tolerance(Duration patience) {
    Duration half = patience.dividedBy(2);
    return half.compareTo(TOLERANCE) < 0 ? half : TOLERANCE;
  }

  /** The execution that a call began with, as far as pairs tell, and the number of an attempt. */
  private record Call(Invocation first, int attempt) {}

  /** At which rate executions of other calls began around one, a second. */
  private static double strangers(
      Invocation first, Map<Invocation, Call> calls, RetryGap gap, Starts starts) {
    Duration twice = gap.most().multipliedBy(2);
    Duration reach = twice.compareTo(LEAST_REACH) > 0 ? twice : LEAST_REACH;
    Call own = calls.getOrDefault(first, new Call(first, 1));
    long others =
        starts.between(first.start().minus(reach), first.start().plus(reach)).stream()
            .filter(other -> !other.equals(first))
            .map(calls::get)
            .filter(call -> call == null || !call.first().equals(own.first()))
            .count();
    return others / (2.0 * reach.toNanos() / 1e9);
  }

  /**
   * The first that may be its retry; one that is known to serve the same call before all others.
   */
  private static Optional<Invocation> retryOf(Invocation first, Starts starts, RetryGap gap) {
    List<Invocation> candidates =
        starts.between(first.start().plus(gap.least()), first.start().plus(gap.most())).stream()
            .filter(other -> gap.isFollowed(first, held(first), other))
            .filter(other -> !servesAnotherCall(first, other))
            .toList();
    return candidates.stream()
        .filter(first::servesSameCallAs)
        .findFirst()
        .or(() -> candidates.stream().findFirst());
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

  /** Whether so few were followed as strangers make, where they would hardly follow any. */
  boolean noMoreThanChance() {
    return pairs.isEmpty()
        || (!tooManyStrangers() && !RetryGap.exceedsChance(share(), chanceShare));
  }

  /** Whether so many others begin all the time that nobody can tell a retry from them. */
  boolean tooManyStrangers() {
    return chanceShare > MOST_CHANCE;
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
    return known() > 0 || (pairs.size() >= 3 && share() >= 0.8 && !tooManyStrangers());
  }
}
