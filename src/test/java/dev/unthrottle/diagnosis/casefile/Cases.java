package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.diagnosis.cause.Judge;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.AsyncSettings;
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
import dev.unthrottle.evidence.Window;
import dev.unthrottle.probe.PlannedStep;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds cases for the tests: a function of 15 s timeout, one hour of evidence, the AWS CLI with 2
 * s patience.
 */
public final class Cases {

  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  public static final Window HOUR = Window.endingAt(NOW, Duration.ofHours(1));
  public static final ClientCatalog CATALOG = ClientCatalog.bundled();
  static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(15);

  private static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");
  private static final long SEED = 7;

  private Reservation reservation = Reservation.of(1);
  private Duration readTimeout = Duration.ofSeconds(2);
  private int maxAttempts = 3;
  private @Nullable String error;
  private @Nullable ProbeRecord probe;
  private boolean clientNamed = true;
  private boolean logsDenied;
  private boolean metricsDenied;
  private boolean settingsDenied;
  private boolean reservationDenied;
  private FunctionRef function = FUNCTION;
  private AccountSettings account = new AccountSettings(1000, 999);
  private ProvisionedConcurrency provisioned = ProvisionedConcurrency.NONE;
  private EventSources eventSources = EventSources.NONE;
  private final List<Invocation> invocations = new ArrayList<>();
  private final Map<Metric, List<MetricEvidence.Point>> metrics = new EnumMap<>(Metric.class);

  public static Cases withReserved(int slots) {
    Cases cases = new Cases();
    cases.reservation = Reservation.of(slots);
    return cases;
  }

  /** A function without a reservation, in an account of so many slots. */
  public static Cases unreservedOf(int slots) {
    Cases cases = new Cases();
    cases.reservation = Reservation.NONE;
    cases.account = new AccountSettings(slots, slots);
    return cases;
  }

  /** The account has such a quota, and so many slots of it unreserved. */
  public Cases account(int quota, int unreserved) {
    account = new AccountSettings(quota, unreserved);
    return this;
  }

  /** Calls name this version or alias. */
  public Cases calling(String qualifier) {
    function = FunctionRef.parse("DelayFunction:" + qualifier);
    return this;
  }

  public Cases provisioned(String qualifier, int environments) {
    provisioned =
        new ProvisionedConcurrency(
            List.of(
                new ProvisionedConcurrency.Allocation(
                    qualifier, environments, environments, environments, "READY")));
    return this;
  }

  /** A queue invokes the function, with this maximum concurrency or without one. */
  public Cases queue(@Nullable Integer maximumConcurrency, String state) {
    eventSources =
        new EventSources(
            List.of(
                new EventSources.Mapping(
                    "uuid-1",
                    "arn:aws:sqs:us-east-1:123456789012:orders",
                    state,
                    1,
                    maximumConcurrency,
                    null,
                    null)),
            true);
    return this;
  }

  /** An execution that the function's timeout cut off. */
  public Cases hang(Duration before) {
    Instant start = NOW.minus(before);
    invocations.add(
        new Invocation(
            "hang-" + (invocations.size() + 1),
            start,
            start.plus(FUNCTION_TIMEOUT),
            FUNCTION_TIMEOUT,
            null,
            FUNCTION_TIMEOUT,
            128,
            40,
            Invocation.Status.TIMED_OUT,
            "stream"));
    return this;
  }

  public Cases readTimeout(Duration timeout) {
    readTimeout = timeout;
    return this;
  }

  public Cases maxAttempts(int attempts) {
    maxAttempts = attempts;
    return this;
  }

  public Cases error(String text) {
    error = text;
    return this;
  }

  /** Nobody named the client: this one is assumed. */
  public Cases clientAssumed() {
    clientNamed = false;
    return this;
  }

  public Cases logsDenied() {
    logsDenied = true;
    return this;
  }

  public Cases metricsDenied() {
    metricsDenied = true;
    return this;
  }

  public Cases settingsDenied() {
    settingsDenied = true;
    return this;
  }

  public Cases reservationDenied() {
    reservationDenied = true;
    return this;
  }

  /** An execution that began so long before the end of the window. */
  public Cases run(Duration before, Duration duration) {
    Instant start = NOW.minus(before);
    invocations.add(
        new Invocation(
            "run-" + (invocations.size() + 1),
            start,
            start.plus(duration),
            duration,
            null,
            duration,
            128,
            40,
            Invocation.Status.SUCCEEDED,
            "stream"));
    return point(Metric.INVOCATIONS, before, 1);
  }

  /** The last execution printed this idempotency key. */
  public Cases serving(String call) {
    Invocation last = invocations.removeLast();
    invocations.add(
        new Invocation(
            last.requestId(),
            last.start(),
            last.end(),
            last.duration(),
            last.initDuration(),
            last.billedDuration(),
            last.memorySizeMb(),
            last.maxMemoryUsedMb(),
            last.status(),
            last.logStream(),
            last.attempt(),
            last.errorType(),
            last.traceId(),
            call));
    return this;
  }

  public Cases point(Metric metric, Duration before, double value) {
    metrics
        .computeIfAbsent(metric, key -> new ArrayList<>())
        .add(new MetricEvidence.Point(NOW.minus(before), value));
    return this;
  }

  /**
   * The one value of a metric, in the minute that began 30 minutes before the end of the window.
   */
  public Cases minute(Metric metric, double value) {
    metrics.remove(metric);
    return point(metric, Duration.ofMinutes(30), value);
  }

  public Cases throttles(Duration before, double count) {
    return point(Metric.THROTTLES, before, count);
  }

  /** A reproduction with this timeline. */
  public Cases reproduced(Timeline timeline, boolean executionsKnown) {
    ProbePlan plan =
        new ProbePlan(
            FUNCTION,
            "{}",
            List.of(
                new PlannedStep(ProbeStep.MEASURE, 1, null, Duration.ofMinutes(1), null),
                new PlannedStep(ProbeStep.REPRODUCE, 3, null, Duration.ofMinutes(1), null)),
            1,
            1,
            1,
            0.01,
            Duration.ofMinutes(2),
            Duration.ZERO,
            List.of());
    StepRecord record =
        new StepRecord(
            ProbeStep.REPRODUCE, NOW, client().client(), timeline, executionsKnown, List.of());
    probe = new ProbeRecord(plan, List.of(), List.of(record), null, 1, 2, 0, 0.0, null);
    return this;
  }

  public CaseFile file() {
    Evidence evidence = evidence();
    ErrorReading reading = error == null ? null : ErrorReading.read(error, CATALOG);
    return CaseFile.of(evidence, client(), reading, probe, clientNamed, SEED);
  }

  public Verdict verdict() {
    return Judge.judge(file());
  }

  public ResolvedClient client() {
    return CATALOG.resolve(
        new ClientConfiguration(
            ClientId.AWS_CLI, "2.31.0", null, readTimeout, maxAttempts, null, Map.of()));
  }

  private Evidence evidence() {
    FunctionSettings settings =
        new FunctionSettings(
            "DelayFunction",
            "arn:aws:lambda:us-east-1:123456789012:function:DelayFunction",
            "$LATEST",
            FUNCTION_TIMEOUT,
            128,
            "python3.13",
            "x86_64",
            new FunctionSettings.LogSettings("/aws/lambda/DelayFunction", false, null));
    return new Evidence(
        function,
        NOW,
        HOUR,
        settingsDenied
            ? Observation.missing(denied("the settings", "lambda:GetFunctionConfiguration"))
            : Observation.of(settings, Source.SETTINGS, NOW),
        reservationDenied
            ? Observation.missing(denied("the reservation", "lambda:GetFunctionConcurrency"))
            : Observation.of(reservation, Source.SETTINGS, NOW),
        Observation.of(account, Source.SETTINGS, NOW),
        new Surroundings(
            Observation.of(Routing.to("$LATEST"), Source.SETTINGS, NOW),
            Observation.of(provisioned, Source.SETTINGS, NOW),
            Observation.of(eventSources, Source.SETTINGS, NOW),
            Observation.of(AsyncSettings.DEFAULT, Source.SETTINGS, NOW)),
        logsDenied
            ? Observation.missing(denied("the log events", "logs:FilterLogEvents"))
            : Observation.of(
                new LogEvidence("/aws/lambda/DelayFunction", HOUR, invocations, true),
                Source.LOGS,
                NOW),
        metricsDenied
            ? Observation.missing(denied("the metrics", "cloudwatch:GetMetricData"))
            : Observation.of(
                new MetricEvidence(HOUR, Duration.ofMinutes(1), Map.copyOf(metrics), true),
                Source.METRICS,
                NOW));
  }

  private static Gap denied(String what, String action) {
    return new Gap(Gap.Kind.ACCESS_DENIED, what, action, action, "Allow " + action + ".");
  }
}
