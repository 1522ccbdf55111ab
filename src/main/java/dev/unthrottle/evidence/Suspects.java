package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Executions that look like retries of others. Logs alone don't name the caller, so these are
 * suspects: a probe or the client's own log can prove what they were.
 *
 * <p>A <em>lag</em> at which executions follow running ones again and again is a client's read
 * timeout plus its backoff: those that were followed are suspected ghosts, whose caller had hung
 * up, and those that followed are suspected duplicates.
 *
 * @param lags the lags that chance doesn't explain, the one with the most pairs first
 * @param sameCall executions that overlap another one for which the application printed the same
 *     idempotency key or payload hash: no suspects, but known duplicates
 * @param sharedTraces executions that overlap another one of the same X-Ray trace
 * @param rerun executions of a request id that had run before: Lambda's own retries of an event
 * @param examined executions that were looked at: of a long log, windows spread evenly over it
 * @param left executions that were not
 */
public record Suspects(
    List<Lag> lags, long sameCall, long sharedTraces, long rerun, long examined, long left) {

  /** How far apart the lags of one client may lie: its backoff's jitter, and the logs' times. */
  private static final long WIDTH = 2_000_000_000L;

  /** A client that hangs up sooner has no timeout but a fault. */
  private static final long SHORTEST = 500_000_000L;

  /** Of the executions that overlap one, so many are looked at. */
  private static final int NEIGHBOURS = 64;

  private static final int MOST_PAIRS = 1 << 18;
  private static final int MOST_LAGS = 3;

  /**
   * A time after which executions follow running ones.
   *
   * @param least the shortest
   * @param most the longest
   * @param ghosts executions that were followed
   * @param duplicates executions that followed
   * @param outliving executions that ran longer than {@code least}
   * @param chanceShare the share of those that strangers would follow, at the log's rate
   * @param ghostId the request id of the first one that was followed, where it is known
   * @param duplicateId the request id of the one that followed it
   * @param at when that one began
   */
  public record Lag(
      Duration least,
      Duration most,
      int ghosts,
      int duplicates,
      int outliving,
      double chanceShare,
      @Nullable String ghostId,
      @Nullable String duplicateId,
      Instant at) {}

  private record Pair(long lag, int first, int second) {}

  /** Copies the list. */
  public Suspects {
    lags = List.copyOf(lags);
  }

  /** All suspected ghosts. */
  public long ghosts() {
    return lags.stream().mapToLong(Lag::ghosts).sum();
  }

  /** All suspected duplicates. */
  public long duplicates() {
    return lags.stream().mapToLong(Lag::duplicates).sum();
  }

  /** The suspects among those executions. */
  static Suspects in(Spans unsorted) {
    Spans spans = unsorted.sorted();
    return new Suspects(
        lags(spans, unsorted.perSecond()),
        overlapping(spans, spans::call),
        overlapping(spans, spans::trace),
        rerun(spans),
        spans.size(),
        spans.left());
  }

  private static List<Lag> lags(Spans spans, double perSecond) {
    RetryGap stretch = gap(0, WIDTH);
    double chance = stretch.chanceShare(perSecond);
    List<Pair> pairs = pairs(spans);
    long[] held = new long[spans.size()];
    Arrays.setAll(held, spans::held);
    Arrays.sort(held);
    List<Lag> lags = new ArrayList<>();
    while (lags.size() < MOST_LAGS) {
      List<Pair> found = mostCrowded(pairs, held, stretch.strangers(perSecond));
      if (found.isEmpty()) {
        break;
      }
      lags.add(lag(found, spans, held, chance));
      Set<Integer> duplicates = new HashSet<>();
      found.forEach(pair -> duplicates.add(pair.second()));
      pairs.removeIf(pair -> duplicates.contains(pair.second()));
    }
    return lags;
  }

  /** An execution's first successor within each stretch is what counts, so all pairs are listed. */
  private static List<Pair> pairs(Spans spans) {
    List<Pair> pairs = new ArrayList<>();
    for (int first = 0; first < spans.size() && pairs.size() < MOST_PAIRS; first++) {
      int most = Math.min(spans.size(), first + 1 + NEIGHBOURS);
      for (int second = first + 1; second < most; second++) {
        long lag = spans.start(second) - spans.start(first);
        if (spans.start(second) >= spans.end(first)) {
          break;
        }
        if (lag >= SHORTEST) {
          pairs.add(new Pair(lag, first, second));
        }
      }
    }
    pairs.sort((a, b) -> Long.compare(a.lag(), b.lag()));
    return pairs;
  }

  /** The pairs of the stretch of lags that exceeds chance by most; none where none does enough. */
  private static List<Pair> mostCrowded(List<Pair> byLag, long[] heldSorted, double strangers) {
    int bestFrom = 0;
    int bestTo = 0;
    double best = 0;
    int to = 0;
    for (int from = 0; from < byLag.size(); from++) {
      long least = byLag.get(from).lag();
      while (to < byLag.size() && byLag.get(to).lag() <= least + WIDTH) {
        to++;
      }
      int outliving = longerThan(heldSorted, least);
      double share = (to - from) / (double) outliving;
      double excess = to - from - outliving * strangers;
      if (to - from >= 3 && RetryGap.isMoreThanChance(share, strangers) && excess > best) {
        best = excess;
        bestFrom = from;
        bestTo = to;
      }
    }
    return List.copyOf(byLag.subList(bestFrom, bestTo));
  }

  private static int longerThan(long[] sorted, long value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return sorted.length - low;
  }

  private static RetryGap gap(long least, long most) {
    return new RetryGap(Duration.ofNanos(least), Duration.ofNanos(most));
  }

  private static Lag lag(List<Pair> found, Spans spans, long[] heldSorted, double chance) {
    Set<Integer> ghosts = new HashSet<>();
    Set<Integer> duplicates = new HashSet<>();
    Pair earliest = found.getFirst();
    for (Pair pair : found) {
      ghosts.add(pair.first());
      duplicates.add(pair.second());
      earliest = pair.second() < earliest.second() ? pair : earliest;
    }
    RequestKey ghost = spans.key(earliest.first());
    RequestKey duplicate = spans.key(earliest.second());
    RetryGap gap = gap(found.getFirst().lag(), found.getLast().lag());
    return new Lag(
        gap.least(),
        gap.most(),
        ghosts.size(),
        duplicates.size(),
        longerThan(heldSorted, found.getFirst().lag()),
        chance,
        RequestKey.text(ghost.high(), ghost.low()),
        RequestKey.text(duplicate.high(), duplicate.low()),
        Tally.instant(spans.start(earliest.second())));
  }

  /** Executions that began while another one of the same mark ran; 0 is no mark. */
  private static long overlapping(Spans spans, IntToLongFunction mark) {
    Map<Long, Long> freedByMark = new HashMap<>();
    long overlapping = 0;
    for (int i = 0; i < spans.size(); i++) {
      long own = mark.applyAsLong(i);
      if (own != 0) {
        Long freed = freedByMark.get(own);
        overlapping += freed != null && spans.start(i) < freed ? 1 : 0;
        freedByMark.merge(own, spans.end(i), Math::max);
      }
    }
    return overlapping;
  }

  private static long rerun(Spans spans) {
    Set<RequestKey> seen = new HashSet<>();
    long rerun = 0;
    for (int i = 0; i < spans.size(); i++) {
      rerun += seen.add(spans.key(i)) ? 0 : 1;
    }
    return rerun;
  }
}
