package dev.unthrottle.probe;

import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Hosting;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.MetricEvidence.Point;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Routing;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Surroundings;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What AWS tells about a {@link VirtualLambda}: its lines and points show after a delay. */
final class VirtualCloudWatch implements EvidenceSource {

  private final VirtualTime time;
  private final VirtualLambda lambda;
  private final Map<String, Gap> denied = new HashMap<>();
  private final LogSettings logSettings;
  private Duration logDelay = Duration.ofSeconds(2);
  private Duration metricDelay = Duration.ZERO;
  private @Nullable RuntimeException crash;
  private boolean completeLogs = true;
  private Hosting hosting = Hosting.PLAIN;
  private boolean reports = true;
  private int calls;

  VirtualCloudWatch(VirtualTime time, VirtualLambda lambda, @Nullable String systemLevel) {
    this.time = time;
    this.lambda = lambda;
    this.logSettings = new LogSettings("/aws/lambda/" + VirtualLambda.NAME, false, systemLevel);
  }

  VirtualCloudWatch hosting(Hosting form) {
    hosting = form;
    return this;
  }

  VirtualCloudWatch logDelay(Duration delay) {
    logDelay = delay;
    return this;
  }

  VirtualCloudWatch metricDelay(Duration delay) {
    metricDelay = delay;
    return this;
  }

  VirtualCloudWatch cutLogs() {
    completeLogs = false;
    return this;
  }

  /** REPORT lines never show. */
  VirtualCloudWatch loseReports() {
    reports = false;
    return this;
  }

  /** From now on, reading logs throws. */
  VirtualCloudWatch crashes(RuntimeException failure) {
    crash = failure;
    return this;
  }

  /** Takes a permission away. */
  VirtualCloudWatch deny(String iamAction) {
    denied.put(
        iamAction,
        new Gap(
            Gap.Kind.ACCESS_DENIED,
            "what " + iamAction + " tells",
            iamAction,
            iamAction,
            iamAction + " was denied."));
    return this;
  }

  FunctionSettings settings() {
    return new FunctionSettings(
        VirtualLambda.NAME,
        "arn:aws:lambda:us-east-1:123456789012:function:" + VirtualLambda.NAME,
        "$LATEST",
        lambda.timeout,
        128,
        "java25",
        "x86_64",
        logSettings,
        hosting);
  }

  Evidence gather(Duration length) {
    Window window = Window.endingAt(time.instant().plusSeconds(1), length);
    return gather(FunctionRef.parse(VirtualLambda.NAME), window);
  }

  @Override
  public Evidence gather(FunctionRef function, Window window) {
    Integer reserved = lambda.account.reserved(VirtualLambda.NAME);
    return new Evidence(
        function,
        time.instant(),
        window,
        answer("lambda:GetFunction", Source.SETTINGS, settings()),
        answer(
            "lambda:GetFunctionConcurrency",
            Source.SETTINGS,
            reserved == null ? Reservation.NONE : Reservation.of(reserved)),
        answer(
            "lambda:GetAccountSettings",
            Source.SETTINGS,
            new AccountSettings(
                lambda.account.accountConcurrency(), lambda.account.unreservedConcurrency())),
        new Surroundings(
            answer("lambda:GetAlias", Source.SETTINGS, Routing.to("$LATEST")),
            answer(
                "lambda:ListProvisionedConcurrencyConfigs",
                Source.SETTINGS,
                ProvisionedConcurrency.NONE),
            answer("lambda:ListEventSourceMappings", Source.SETTINGS, EventSources.NONE),
            answer("lambda:GetFunctionEventInvokeConfig", Source.SETTINGS, AsyncSettings.DEFAULT)),
        logs(settings(), window),
        metrics(settings(), window));
  }

  @Override
  public Observation<LogEvidence> logs(FunctionSettings function, Window window) {
    if (crash != null) {
      throw crash;
    }
    List<Invocation> shown =
        lambda.runs.stream()
            .filter(run -> shown(run.start(), logDelay) && within(window, run.start()))
            .map(this::invocation)
            .toList();
    return answer(
        "logs:FilterLogEvents",
        Source.LOGS,
        new LogEvidence(function.logs().group(), window, shown, completeLogs));
  }

  @Override
  public Observation<MetricEvidence> metrics(FunctionSettings function, Window window) {
    Map<Metric, List<Point>> series =
        Map.of(
            Metric.THROTTLES, points(window, lambda.throttles.stream()),
            Metric.INVOCATIONS, points(window, lambda.runs.stream().map(VirtualLambda.Run::start)),
            Metric.CONCURRENT_EXECUTIONS, concurrency(window));
    return answer(
        "cloudwatch:GetMetricData",
        Source.METRICS,
        new MetricEvidence(window, Duration.ofMinutes(1), series, true));
  }

  @Override
  public int callsMade() {
    return calls;
  }

  private Invocation invocation(VirtualLambda.Run run) {
    boolean ended = reports && shown(run.freed(), logDelay);
    return new Invocation(
        run.requestId(),
        run.start(),
        ended ? run.freed() : null,
        ended ? run.ran() : null,
        ended && run.init().isPositive() ? run.init() : null,
        ended ? run.init().plus(run.ran()) : null,
        ended ? 128 : null,
        ended ? 64 : null,
        ended ? run.status() : Status.RUNNING,
        "2026/11/22/[$LATEST]" + run.requestId());
  }

  /** How many of these happened in each minute, as far as published. */
  private List<Point> points(Window window, Stream<Instant> instants) {
    return instants
        .map(instant -> instant.truncatedTo(ChronoUnit.MINUTES))
        .filter(minute -> within(window, minute) && shown(minute, metricDelay))
        .collect(Collectors.groupingBy(minute -> minute, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(minute -> new Point(minute.getKey(), minute.getValue()))
        .toList();
  }

  /** The slots in use now, as the current minute's point. */
  private List<Point> concurrency(Window window) {
    Instant minute = time.instant().truncatedTo(ChronoUnit.MINUTES);
    int inFlight = lambda.account.slotsOf(VirtualLambda.NAME).inFlight();
    return inFlight == 0 || !within(window, minute) || !shown(minute, metricDelay)
        ? List.of()
        : List.of(new Point(minute, inFlight));
  }

  private boolean shown(Instant instant, Duration delay) {
    return !instant.plus(delay).isAfter(time.instant());
  }

  private static boolean within(Window window, Instant instant) {
    return !instant.isBefore(window.from()) && instant.isBefore(window.to());
  }

  private <T> Observation<T> answer(String iamAction, Source source, T value) {
    calls++;
    Gap gap = denied.get(iamAction);
    return gap == null ? Observation.of(value, source, time.instant()) : Observation.missing(gap);
  }
}
