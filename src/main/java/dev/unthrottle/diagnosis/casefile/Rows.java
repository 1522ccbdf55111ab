package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.MetricEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Executions in a row: each began while the one before it ran, or while a retry of its call may
 * have been due. One call alone makes a row of its attempts; a longer one is made by several calls,
 * and nobody can tell then which of them was refused.
 *
 * @param lengths how many executions each row has that touches a period with refusals
 */
record Rows(List<Integer> lengths) {

  /** The rows of a case, as far as the logs tell. */
  static Rows of(CaseFile file, MetricEvidence metrics, Duration patience) {
    NavigableSet<Instant> refused = new TreeSet<>();
    RefusedPeriod.of(metrics).forEach(period -> refused.add(period.at().plus(period.length())));
    Duration afterwards = patience.plus(file.client().retries().longestBackoffs());
    List<Invocation> runs =
        file.invocations().stream().sorted(Comparator.comparing(Invocation::start)).toList();
    List<Integer> lengths = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= runs.size(); i++) {
      if (i == runs.size() || runs.get(i).start().isAfter(over(runs.get(i - 1), afterwards))) {
        Instant refusedUntil = refused.higher(runs.get(from).start());
        Instant end = over(runs.get(i - 1), afterwards);
        if (refusedUntil != null && refusedUntil.minus(metrics.period()).isBefore(end)) {
          lengths.add(i - from);
        }
        from = i;
      }
    }
    return new Rows(List.copyOf(lengths));
  }

  private static Instant over(Invocation run, Duration afterwards) {
    Instant hungUp = run.start().plus(afterwards);
    Instant end = run.start().plus(CaseFile.held(run).orElse(Duration.ZERO));
    return end.isAfter(hungUp) ? end : hungUp;
  }

  /** Whether the average execution stands in a row that one call of so many attempts can't make. */
  boolean areOfSeveralCalls(int attempts) {
    double runs = lengths.stream().mapToInt(Integer::intValue).sum();
    double weighed = lengths.stream().mapToDouble(length -> (double) length * length).sum();
    return runs > 0 && weighed / runs > attempts;
  }
}
