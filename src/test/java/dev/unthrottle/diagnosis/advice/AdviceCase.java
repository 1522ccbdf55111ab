package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.casefile.Behaviour;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Gap;
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
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.simulation.Durations;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A made-up case: a function, what its logs show of it, who calls it with which client, and what
 * the account has.
 *
 * @param seed what its runs are drawn from
 * @param variant the client
 * @param function the function as it really is
 * @param runs how many executions the logs show
 * @param reserved its reserved concurrency, {@code null} for none
 * @param quota the account's concurrency
 * @param unreserved what reservations have left of it
 * @param refusals refusals in the busiest minute
 * @param caller who runs the client
 * @param connect the slowest connection that was measured, {@code null} if none was
 * @param runtime the function's runtime
 */
record AdviceCase(
    long seed,
    ClientVariant variant,
    FunctionModel function,
    int runs,
    @Nullable Integer reserved,
    int quota,
    int unreserved,
    int refusals,
    @Nullable CallerLimit caller,
    @Nullable Duration connect,
    String runtime) {

  private static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");
  private static final Duration COLD_START_LIMIT = Duration.ofSeconds(10);

  /** A case at random. */
  static AdviceCase random(long seed, ClientVariant variant) {
    SplittableRandom random = new SplittableRandom(seed * 31 + variant.id().hashCode());
    int[] quotas = {10, 50, 100, 150, 1_000, 5_000};
    int quota = quotas[random.nextInt(quotas.length)];
    int free = Math.max(0, quota - 100);
    @Nullable Integer reserved =
        random.nextInt(4) == 0 ? null : (Integer) random.nextInt(Math.min(1_000, free) + 1);
    int unreserved = reserved == null ? quota : quota - reserved;
    String[] runtimes = {"python3.13", "nodejs24.x", "provided.al2023", "java25"};
    return new AdviceCase(
        seed,
        variant,
        function(random),
        random.nextInt(10) == 0 ? 1_200 : 1 + random.nextInt(60),
        reserved,
        quota,
        unreserved,
        random.nextInt(3) == 0 ? 1 + random.nextInt(5_000) : 0,
        caller(random),
        random.nextBoolean() ? null : Duration.ofMillis(1 + random.nextInt(4_000)),
        runtimes[random.nextInt(runtimes.length)]);
  }

  private static FunctionModel function(SplittableRandom random) {
    Duration typical = Duration.ofMillis((long) Math.exp(random.nextDouble(2, 13.7)));
    Durations durations =
        switch (random.nextInt(3)) {
          case 0 -> Durations.fixed(typical);
          case 1 -> Durations.logNormal(typical, typical.multipliedBy(1 + random.nextInt(20)));
          default ->
              Durations.observed(List.of(typical, typical.multipliedBy(2 + random.nextInt(30))));
        };
    return new FunctionModel(
        FUNCTION.name(),
        durations,
        Duration.ofSeconds(1 + random.nextInt(900)),
        Duration.ofMillis(random.nextLong(COLD_START_LIMIT.toMillis() + 1)),
        random.nextDouble() < 0.5 ? 0 : random.nextDouble());
  }

  private static @Nullable CallerLimit caller(SplittableRandom random) {
    CallerKind[] kinds = CallerKind.values();
    int kind = random.nextInt(kinds.length + 1);
    if (kind == kinds.length) {
      return null;
    }
    Duration timeout = Duration.ofSeconds(1 + random.nextInt(1_200));
    return new CallerLimit(
        kinds[kind],
        random.nextBoolean() && kinds[kind].canWait(timeout) ? timeout : null,
        random.nextBoolean() ? (Integer) (1 + random.nextInt(10)) : null);
  }

  /** The same case with something simpler in it, one thing at a time. */
  Stream<AdviceCase> simpler() {
    Duration typical = Duration.ofNanos(function.durations().drawNanos(0, random()));
    return Stream.of(
            with(FunctionModel.steady(FUNCTION.name(), typical, function.timeout())),
            with(
                new FunctionModel(
                    FUNCTION.name(), function.durations(), function.timeout(), Duration.ZERO, 0)),
            new AdviceCase(
                seed,
                variant,
                function,
                1,
                reserved,
                quota,
                unreserved,
                refusals,
                caller,
                connect,
                runtime),
            new AdviceCase(
                seed, variant, function, runs, 1, 1_000, 999, refusals, caller, connect, runtime),
            new AdviceCase(
                seed,
                variant,
                function,
                runs,
                reserved,
                quota,
                unreserved,
                0,
                caller,
                connect,
                runtime),
            new AdviceCase(
                seed,
                variant,
                function,
                runs,
                reserved,
                quota,
                unreserved,
                refusals,
                null,
                connect,
                runtime),
            new AdviceCase(
                seed,
                variant,
                function,
                runs,
                reserved,
                quota,
                unreserved,
                refusals,
                caller,
                null,
                "java25"))
        .filter(other -> !other.equals(this));
  }

  private AdviceCase with(FunctionModel other) {
    return new AdviceCase(
        seed,
        variant,
        other,
        runs,
        reserved,
        quota,
        unreserved,
        refusals,
        caller,
        connect,
        runtime);
  }

  /** The function as it runs with another timeout. */
  FunctionModel functionWith(Duration timeout) {
    return Behaviour.withTimeout(function, timeout);
  }

  CaseFile file() {
    Client client =
        new Client(
            variant.client(),
            null,
            variant.id(),
            variant.timeouts(),
            variant.retries(),
            variant.tcpKeepAlive());
    return CaseFile.of(
        evidence(), new ResolvedClient(client, variant, List.of()), null, null, seed);
  }

  Measurements measurements() {
    return new Measurements(
        connect == null ? List.of() : List.of(ConnectTime.tcp(connect)),
        List.of(),
        DurationStatistics.of(invocations()).orElse(null));
  }

  private SplittableRandom random() {
    return new SplittableRandom(seed);
  }

  /** Executions one after another; every third began with a cold start. */
  private List<Invocation> invocations() {
    SplittableRandom random = random();
    List<Invocation> invocations = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Duration whole = Duration.ofNanos(function.durations().drawNanos(run, random));
      boolean cutOff = whole.compareTo(function.timeout()) >= 0;
      Duration ran = cutOff ? function.timeout() : whole;
      Instant start = Cases.HOUR.from().plus(Duration.ofHours(1).multipliedBy(run).dividedBy(runs));
      invocations.add(
          new Invocation(
              "run-" + run,
              start,
              start.plus(ran),
              ran,
              run % 3 == 0 && function.coldStart().isPositive() ? function.coldStart() : null,
              ran,
              128,
              40,
              cutOff ? Invocation.Status.TIMED_OUT : Invocation.Status.SUCCEEDED,
              "stream"));
    }
    return invocations;
  }

  private Evidence evidence() {
    Instant at = Cases.NOW;
    List<Invocation> invocations = invocations();
    Gap gap = new Gap(Gap.Kind.ACCESS_DENIED, "metrics", "a", "a", "Not in this case.");
    return new Evidence(
        FUNCTION,
        at,
        Cases.HOUR,
        Observation.of(settings(), Source.SETTINGS, at),
        Observation.of(
            reserved == null ? Reservation.NONE : Reservation.of(reserved), Source.SETTINGS, at),
        Observation.of(new AccountSettings(quota, unreserved), Source.SETTINGS, at),
        new Surroundings(
            Observation.of(Routing.to("$LATEST"), Source.SETTINGS, at),
            Observation.of(ProvisionedConcurrency.NONE, Source.SETTINGS, at),
            Observation.of(EventSources.NONE, Source.SETTINGS, at),
            Observation.of(AsyncSettings.DEFAULT, Source.SETTINGS, at)),
        Observation.of(
            new LogEvidence("/aws/lambda/DelayFunction", Cases.HOUR, invocations, true),
            Source.LOGS,
            at),
        refusals == 0
            ? Observation.missing(gap)
            : Observation.of(crowded(invocations), Source.METRICS, at));
  }

  /** A minute in which strangers filled the slots. */
  private MetricEvidence crowded(List<Invocation> invocations) {
    Instant minute = Cases.HOUR.from();
    double held = Objects.requireNonNull(invocations.getFirst().duration()).toMillis();
    int slots = reserved == null ? 1 : Math.max(1, reserved);
    return new MetricEvidence(
        Cases.HOUR,
        Duration.ofMinutes(1),
        Map.of(
            Metric.THROTTLES, List.of(new MetricEvidence.Point(minute, refusals)),
            Metric.INVOCATIONS,
                List.of(
                    new MetricEvidence.Point(
                        minute, Math.max(3.0 * slots, slots * 60_000.0 / Math.max(1, held)))),
            Metric.DURATION_P50, List.of(new MetricEvidence.Point(minute, held)),
            Metric.DURATION_P99, List.of(new MetricEvidence.Point(minute, held)),
            Metric.DURATION_MAX, List.of(new MetricEvidence.Point(minute, held))),
        true);
  }

  private FunctionSettings settings() {
    return new FunctionSettings(
        FUNCTION.name(),
        "arn:aws:lambda:us-east-1:123456789012:function:DelayFunction",
        "$LATEST",
        function.timeout(),
        128,
        runtime,
        "x86_64",
        new FunctionSettings.LogSettings("/aws/lambda/DelayFunction", false, null));
  }
}
