package dev.unthrottle.report;

import static java.time.temporal.ChronoUnit.MINUTES;

import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Routing;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Surroundings;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A day of a function: what its logs and metrics tell of the runs that it is given. */
final class GoldenEvidence {

  private static final Window DAY = Window.endingAt(SeedCase.AT, Duration.ofHours(24));

  private final SplittableRandom random = new SplittableRandom(1);
  private final Reservation reservation;
  private final Duration timeout;
  private final List<Invocation> runs = new ArrayList<>();
  private final Map<Instant, Double> throttles = new TreeMap<>();

  private GoldenEvidence(Reservation reservation, Duration timeout) {
    this.reservation = reservation;
    this.timeout = timeout;
  }

  static GoldenEvidence of(Reservation reservation, Duration timeout) {
    return new GoldenEvidence(reservation, timeout);
  }

  /** So many runs over the day, {@code atOnce} at a time, each 0 to 10 % longer than this. */
  GoldenEvidence runs(int count, Duration shortest, int atOnce) {
    Duration distance = DAY.length().dividedBy(count / atOnce + 1L);
    for (int i = 0; i < count; i++) {
      run(DAY.from().plus(distance.multipliedBy(i / atOnce)), longer(shortest));
    }
    return this;
  }

  /** So many calls of which each runs three times, every time that its client hangs up. */
  GoldenEvidence triples(int calls, Duration shortest, Duration patience) {
    Duration distance = DAY.length().dividedBy(calls + 1L);
    for (int i = 0; i < 3 * calls; i++) {
      Instant call = DAY.from().plus(distance.multipliedBy(i / 3));
      run(call.plus(patience.plusMillis(300).multipliedBy(i % 3)), longer(shortest));
    }
    return this;
  }

  /** So many refusals in the busiest hour, in the middle of the day. */
  GoldenEvidence throttles(int count) {
    Instant noon = DAY.from().plus(Duration.ofHours(12)).truncatedTo(MINUTES);
    for (int i = 0; i < count; i++) {
      throttles.merge(noon.plus(Duration.ofMinutes(random.nextInt(60))), 1.0, Double::sum);
    }
    return this;
  }

  private Duration longer(Duration shortest) {
    double share = random.nextDouble();
    return shortest.plusMillis((long) (shortest.toMillis() * 0.1 * share * share));
  }

  private void run(Instant start, Duration duration) {
    runs.add(
        new Invocation(
            "%08x-0000-4000-8000-%012x".formatted(runs.size(), random.nextInt(1 << 30)),
            start,
            start.plus(duration),
            duration,
            null,
            duration,
            128,
            40,
            Invocation.Status.SUCCEEDED,
            "2026/11/22/[$LATEST]" + runs.size() % 5));
  }

  Evidence evidence() {
    runs.sort(Comparator.comparing(Invocation::start));
    return new Evidence(
        SeedCase.FUNCTION,
        SeedCase.AT,
        DAY,
        Observation.of(settings(), Source.SETTINGS, SeedCase.AT),
        Observation.of(reservation, Source.SETTINGS, SeedCase.AT),
        Observation.of(new AccountSettings(1000, 995), Source.SETTINGS, SeedCase.AT),
        new Surroundings(
            Observation.of(Routing.to("$LATEST"), Source.SETTINGS, SeedCase.AT),
            Observation.of(ProvisionedConcurrency.NONE, Source.SETTINGS, SeedCase.AT),
            Observation.of(EventSources.NONE, Source.SETTINGS, SeedCase.AT),
            Observation.of(AsyncSettings.DEFAULT, Source.SETTINGS, SeedCase.AT)),
        Observation.of(
            new LogEvidence("/aws/lambda/DelayFunction", DAY, runs, true),
            Source.LOGS,
            SeedCase.AT),
        Observation.of(
            new MetricEvidence(DAY, Duration.ofMinutes(1), series(), true),
            Source.METRICS,
            SeedCase.AT));
  }

  private FunctionSettings settings() {
    return new FunctionSettings(
        "DelayFunction",
        "arn:aws:lambda:us-east-1:123456789012:function:DelayFunction",
        "$LATEST",
        timeout,
        128,
        "python3.13",
        "x86_64",
        new FunctionSettings.LogSettings("/aws/lambda/DelayFunction", false, null));
  }

  /** The metrics that follow from the runs, minute by minute. */
  private Map<Metric, List<MetricEvidence.Point>> series() {
    Map<Instant, Double> invocations = new TreeMap<>();
    Map<Instant, Double> inUse = new TreeMap<>();
    for (Invocation run : runs) {
      Instant minute = run.start().truncatedTo(MINUTES);
      invocations.merge(minute, 1.0, Double::sum);
      inUse.merge(minute, (double) inUseAt(run.start()), Math::max);
    }
    throttles.keySet().forEach(minute -> inUse.merge(minute, slots(), Math::max));
    var series = new EnumMap<Metric, List<MetricEvidence.Point>>(Metric.class);
    series.put(Metric.INVOCATIONS, points(invocations));
    series.put(Metric.CONCURRENT_EXECUTIONS, points(inUse));
    series.put(Metric.THROTTLES, points(throttles));
    return series;
  }

  private double slots() {
    return reservation instanceof Reservation.Reserved(int slots) ? slots : 0;
  }

  private long inUseAt(Instant at) {
    return runs.stream()
        .filter(run -> !run.start().isAfter(at) && run.slotFreed().orElseThrow().isAfter(at))
        .count();
  }

  private static List<MetricEvidence.Point> points(Map<Instant, Double> values) {
    return values.entrySet().stream()
        .map(entry -> new MetricEvidence.Point(entry.getKey(), entry.getValue()))
        .toList();
  }
}
