package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.ConcurrencyProfile;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the client's retries must have been refused, by the executions in the logs that outlived it,
 * beside when attempts were refused, by the metrics. Refusals leave no line in the logs; but if one
 * stretch after another has as many as the retries that fell into it, they are those retries.
 *
 * @param stretches the stretches into which retries fell, in the order of their times
 * @param elsewhere how many attempts were refused outside of them
 */
record RetryTimetable(List<Stretch> stretches, double elsewhere) {

  /** How much a log's times may be off, and a request may take on its way. */
  private static final Duration TOLERANCE = Duration.ofMillis(500);

  /** Of so many executions at least a pattern can be seen. */
  private static final int FEWEST = 3;

  /** The share of the stretches that must have as many refusals as expected. */
  private static final double MOST = 0.8;

  /** The share of the refusals that may have come at other times. */
  private static final double FEW_ELSEWHERE = 0.1;

  /** Counts that strangers would bring about as seldom as this are not theirs. */
  private static final double HARDLY_EVER = 0.01;

  /**
   * Periods of the metrics, one after another, into which the retries of some executions fell.
   *
   * @param from its beginning
   * @param to its end, excluded
   * @param executions how many executions outlived the client in it
   * @param least how many of their retries were refused at least
   * @param most how many at most
   * @param refused how many attempts were refused in it, by the metrics
   */
  record Stretch(Instant from, Instant to, int executions, int least, int most, double refused) {

    boolean isAsExpected() {
      return least <= refused && refused <= most;
    }

    /**
     * How often strangers would be refused as many times, at the rate at which they would most
     * often, whether they come one by one or in calls with just as many attempts as this client's.
     */
    double chance() {
      return Math.max(mostLikely(least, most), mostLikely(executions, executions));
    }

    /**
     * The highest {@code P(least ≤ X ≤ most)} of any Poisson distribution. Its mean is {@code
     * (most! ÷ (least − 1)!) ^ (1 ÷ (most − least + 1))}, where the derivative is zero.
     */
    private static double mostLikely(int least, int most) {
      if (least == 0) {
        return 1;
      }
      double logOfMean = (logOfFactorial(most) - logOfFactorial(least - 1)) / (most - least + 1);
      double chance = 0;
      for (int count = least; count <= most; count++) {
        chance += Math.exp(count * logOfMean - Math.exp(logOfMean) - logOfFactorial(count));
      }
      return Math.min(1, chance);
    }

    private Stretch with(Stretch later) {
      return new Stretch(
          from,
          to.isAfter(later.to) ? to : later.to,
          executions + later.executions,
          least + later.least,
          most + later.most,
          refused + later.refused);
    }
  }

  /** The timetable of a case; empty where its logs, its metrics or the client don't allow one. */
  static Optional<RetryTimetable> of(CaseFile file) {
    Optional<LogEvidence> logs = file.evidence().logs().value().filter(LogEvidence::complete);
    Optional<MetricEvidence> metrics =
        file.evidence().metrics().value().filter(MetricEvidence::complete);
    Optional<Integer> slots = file.limit().filter(limit -> limit > 0);
    @Nullable Duration functionTimeout = file.functionTimeout();
    @Nullable Duration patience = patienceOfAnAttempt(file.client().timeouts());
    if (logs.isEmpty()
        || metrics.isEmpty()
        || slots.isEmpty()
        || functionTimeout == null
        || patience == null
        || !retriesAreTimed(file.client().retries(), file.client().timeouts())) {
      return Optional.empty();
    }
    ConcurrencyProfile profile =
        ConcurrencyProfile.of(file.invocations(), functionTimeout, file.evidence().at());
    Retries retries = new Retries(file.client().retries(), patience, profile, slots.get());
    List<Invocation> outliving =
        file.outliving(patience).stream()
            .sorted(Comparator.comparing(Invocation::slotTaken))
            .toList();
    return Optional.of(of(outliving, retries, metrics.get()));
  }

  private static RetryTimetable of(
      List<Invocation> outliving, Retries retries, MetricEvidence metrics) {
    List<Stretch> stretches = new ArrayList<>();
    for (Invocation run : outliving) {
      Stretch next = retries.of(run, metrics.period());
      boolean joins = !stretches.isEmpty() && next.from().isBefore(stretches.getLast().to());
      stretches.add(joins ? stretches.removeLast().with(next) : next);
    }
    List<Stretch> counted = stretches.stream().map(stretch -> counted(stretch, metrics)).toList();
    double within = counted.stream().mapToDouble(Stretch::refused).sum();
    return new RetryTimetable(counted, metrics.sum(Metric.THROTTLES) - within);
  }

  private static Stretch counted(Stretch stretch, MetricEvidence metrics) {
    double refused =
        metrics.points(Metric.THROTTLES).stream()
            .filter(
                point -> !point.at().isBefore(stretch.from()) && point.at().isBefore(stretch.to()))
            .mapToDouble(MetricEvidence.Point::value)
            .sum();
    return new Stretch(
        stretch.from(),
        stretch.to(),
        stretch.executions(),
        stretch.least(),
        stretch.most(),
        refused);
  }

  /** What ends an attempt, {@code null} if nothing but the limit of the whole call does. */
  private static @Nullable Duration patienceOfAnAttempt(Timeouts timeouts) {
    return timeouts.call() == null ? timeouts.patience() : null;
  }

  /** Whether it is known when the client retries: in adaptive mode its send rate decides too. */
  private static boolean retriesAreTimed(RetryPolicy policy, Timeouts timeouts) {
    AttemptOutcome hungUp =
        timeouts.attempt() == null ? AttemptOutcome.READ_TIMEOUT : AttemptOutcome.ATTEMPT_TIMEOUT;
    return policy.mode() != RetryMode.ADAPTIVE
        && policy.retries(1, hungUp)
        && policy.retried().contains(AttemptOutcome.REFUSED);
  }

  /**
   * The retries of executions that outlive a client.
   *
   * @param policy when it retries
   * @param patience when it hangs up
   * @param profile the slots in use
   * @param slots how many there are
   */
  private record Retries(
      RetryPolicy policy, Duration patience, ConcurrencyProfile profile, int slots) {

    /** The periods into which the retries of an execution fall, if a call began with it. */
    Stretch of(Invocation run, Duration period) {
      Instant earliest = run.slotTaken().plus(patience).minus(TOLERANCE);
      Instant latest = run.slotTaken().plus(patience).plus(TOLERANCE);
      Instant from = floor(earliest, period);
      int least = 0;
      int most = 0;
      boolean sure = true;
      for (int retry = 1; retry < policy.maxAttempts(); retry++) {
        AttemptOutcome before = retry == 1 ? AttemptOutcome.READ_TIMEOUT : AttemptOutcome.REFUSED;
        earliest = earliest.plus(policy.backoffAfter(before).shortest(retry));
        latest = latest.plus(policy.backoffAfter(before).longest(retry));
        if (!mayBeFull(earliest, latest)) {
          break;
        }
        most++;
        sure = sure && isFull(earliest, latest);
        least += sure ? 1 : 0;
      }
      return new Stretch(from, floor(latest, period).plus(period), 1, least, most, 0);
    }

    private boolean isFull(Instant from, Instant to) {
      return profile.inUse(from) >= slots
          && profile.within(from, to).stream().allMatch(step -> step.inUse() >= slots);
    }

    private boolean mayBeFull(Instant from, Instant to) {
      return profile.inUse(from) >= slots
          || profile.within(from, to).stream().anyMatch(step -> step.inUse() >= slots);
    }

    private static Instant floor(Instant time, Duration period) {
      long millis = period.toMillis();
      return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
    }
  }

  /** How many executions outlived the client. */
  int executions() {
    return stretches.stream().mapToInt(Stretch::executions).sum();
  }

  /** How many attempts were refused in all. */
  double refused() {
    return elsewhere + stretches.stream().mapToDouble(Stretch::refused).sum();
  }

  /** The stretches with as many refusals as expected. */
  List<Stretch> asExpected() {
    return stretches.stream().filter(Stretch::isAsExpected).toList();
  }

  /** Whether so many attempts were refused at other times that the client's retries explain few. */
  boolean leavesRefusals() {
    return elsewhere > FEW_ELSEWHERE * refused();
  }

  /**
   * Whether retries were due, time and again, and not one attempt was refused then: the executions
   * that outlived the client were of callers who waited for them.
   */
  boolean isNotKept() {
    return stretches.stream().filter(stretch -> stretch.least() > 0).count() >= FEWEST
        && stretches.stream().allMatch(stretch -> stretch.refused() == 0);
  }

  /**
   * Whether the refusals are the client's own retries: nearly all came when those were due, and in
   * nearly every stretch as many as were due. Strangers who come at any steady rate would hardly
   * ever bring about so many such stretches: {@code Π chance × C(stretches, as expected)} bounds
   * how often.
   */
  boolean accountsForTheRefusals() {
    List<Stretch> fitting = asExpected();
    return executions() >= FEWEST
        && fitting.size() >= MOST * stretches.size()
        && !leavesRefusals()
        && byChance(fitting) <= HARDLY_EVER;
  }

  private double byChance(List<Stretch> fitting) {
    int all = stretches.size();
    int some = fitting.size();
    double ways = logOfFactorial(all) - logOfFactorial(some) - logOfFactorial(all - some);
    return Math.exp(
        ways + fitting.stream().mapToDouble(stretch -> Math.log(stretch.chance())).sum());
  }

  private static double logOfFactorial(int number) {
    double sum = 0;
    for (int factor = 2; factor <= number; factor++) {
      sum += Math.log(factor);
    }
    return sum;
  }
}
