package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.Jitter;
import dev.unthrottle.client.Prints;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.advice.Alternative;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.diagnosis.advice.Chain;
import dev.unthrottle.diagnosis.advice.Measurements;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.Sizing;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.diagnosis.cause.Cause;
import dev.unthrottle.diagnosis.cause.Certainty;
import dev.unthrottle.diagnosis.cause.Reason;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Routing;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Surroundings;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.PlannedStep;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeRequest;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.RequestTime;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Execution.Result;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The case that the product is about: reserved concurrency 1, 70 s, and the AWS CLI's 60 s. */
final class SeedCase {

  static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
  static final FunctionRef FUNCTION = FunctionRef.parse("DelayFunction");

  private static final String FIRST = "11111111-1111-4111-8111-111111111111";
  private static final String PROVED = "22222222-2222-4222-8222-222222222222";

  private SeedCase() {}

  static Diagnosis diagnosis() {
    return diagnosis(evidence(metricsDenied()), probe());
  }

  /** The same case, with a remedy and with another cause besides. */
  static Diagnosis withAnotherCause() {
    var other =
        new Verdict.Also(
            Cause.CLIENT_TIMEOUT_DUPLICATES,
            Certainty.LIKELY,
            "One call runs the function twice where a slot is free.",
            List.of(
                new Reason("3 % of the calls run more than once.", Source.SIMULATION, null, null)),
            List.of("Make the function idempotent."));
    Verdict alone = verdict();
    return of(
        evidence(metricsDenied()),
        probe(),
        new Verdict(
            alone.cause(),
            alone.certainty(),
            alone.headline(),
            alone.because(),
            List.of("Give every call inside the function a read timeout of its own."),
            List.of(other),
            alone.ruledOut(),
            alone.missing()),
        recommendation());
  }

  /** The seed case as it is told: nobody said who calls, and settings alone end it. */
  static Diagnosis withoutCaller() {
    Recommendation all = recommendation();
    return of(
        evidence(metricsDenied()),
        probe(),
        verdict(),
        new Recommendation(
            all.client(),
            all.retriesBy(),
            all.functionTimeout(),
            all.callerTimeout(),
            all.reservedConcurrency(),
            null,
            false,
            null,
            null,
            all.snippets(),
            all.why()),
        List.of());
  }

  /** Nothing but the function's name is known, and nothing was invoked. */
  static Diagnosis withoutAnything() {
    Diagnosis known = diagnosis();
    Gap gap = metricsDenied();
    var nothing =
        new Evidence(
            FUNCTION,
            AT,
            Window.endingAt(AT, Duration.ofHours(24)),
            Observation.missing(gap),
            Observation.missing(gap),
            Observation.missing(gap),
            Surroundings.missing(gap),
            Observation.missing(gap),
            Observation.missing(gap));
    var verdict =
        new Verdict(
            Cause.NONE_FOUND,
            Certainty.POSSIBLE,
            "Too little could be read to name a cause.",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("permission to read the function's settings"));
    return new Diagnosis(
        known.id(),
        AT,
        known.request(),
        nothing,
        known.client(),
        verdict,
        null,
        new Measurements(List.of(), List.of(), null),
        Timeline.EMPTY,
        Source.SIMULATION,
        null,
        null,
        List.of(),
        null,
        5);
  }

  static Diagnosis diagnosis(Evidence evidence, @Nullable ProbeRecord probe) {
    return of(evidence, probe, verdict(), recommendation());
  }

  private static Diagnosis of(
      Evidence evidence,
      @Nullable ProbeRecord probe,
      Verdict verdict,
      Recommendation recommendation) {
    return of(
        evidence,
        probe,
        verdict,
        recommendation,
        List.of("retry_mode=fancy is not a mode of this version."));
  }

  private static Diagnosis of(
      Evidence evidence,
      @Nullable ProbeRecord probe,
      Verdict verdict,
      Recommendation recommendation,
      List<String> warnings) {
    var request =
        new DiagnosisRequest(
            FUNCTION,
            ClientConfiguration.defaults(ClientId.AWS_CLI, "2.31.0"),
            "An error occurred (TooManyRequestsException) when calling the Invoke operation"
                + " (reached max retries: 2): Rate Exceeded.",
            null,
            DiagnosisRequest.DEFAULT_WINDOW,
            new ProbeRequest(ProbeStep.PROVE, "{}", null, true),
            false,
            false);
    return new Diagnosis(
        "01KAPB9Z00-seed",
        AT,
        request,
        evidence,
        new ResolvedClient(current(), variant(), warnings),
        verdict,
        recommendation,
        new Measurements(
            List.of(connect(4_140_000, 8_000_000), connect(6_060_000, 9_000_000)),
            List.of(
                new RequestTime(ms(70_500), ms(70_510), RequestTime.Start.COLD),
                new RequestTime(ms(69_900), ms(69_910), RequestTime.Start.WARM)),
            new DurationStatistics(
                412,
                Duration.ofMillis(70_150),
                Duration.ofMillis(70_100),
                Duration.ofMillis(71_000),
                Duration.ofMillis(71_900),
                Duration.ofMillis(74_000),
                Duration.ofMillis(74_000),
                0)),
        now(),
        Source.PROBE,
        collides(),
        waits(),
        alternatives(),
        probe,
        11);
  }

  private static Outlook collides() {
    return new Outlook(
        AttemptOutcome.REFUSED, 1, 1, 1, 0, ms(61_900), ms(62_900), Duration.ofSeconds(63));
  }

  private static Outlook waits() {
    return new Outlook(
        AttemptOutcome.ANSWERED, 1, 1, 0, 0, ms(70_200), ms(73_000), Duration.ofSeconds(74));
  }

  /** With a second slot no attempt is refused, and each runs the function anew: 3 × 60 s. */
  private static List<Alternative> alternatives() {
    Duration timeout = Duration.ofMinutes(15);
    var thrice =
        new Outlook(AttemptOutcome.READ_TIMEOUT, 3, 3, 0, 1, ms(181_700), ms(182_900), ms(183_000));
    return List.of(
        new Alternative(Alternative.Kind.CURRENT, current(), 1, timeout, false, collides()),
        new Alternative(
            Alternative.Kind.RECOMMENDED, recommendation().client(), 1, timeout, false, waits()),
        new Alternative(Alternative.Kind.ONE_SLOT_MORE, current(), 2, timeout, false, thrice));
  }

  static Evidence evidence(Gap gap) {
    Window window = Window.endingAt(AT, Duration.ofHours(24));
    return new Evidence(
        FUNCTION,
        AT,
        window,
        Observation.of(settings(), Source.SETTINGS, AT),
        Observation.of(Reservation.of(1), Source.SETTINGS, AT),
        Observation.of(new AccountSettings(1000, 999), Source.SETTINGS, AT),
        new Surroundings(
            Observation.of(Routing.to("$LATEST"), Source.SETTINGS, AT),
            Observation.of(ProvisionedConcurrency.NONE, Source.SETTINGS, AT),
            Observation.of(eventSources(), Source.SETTINGS, AT),
            Observation.of(AsyncSettings.DEFAULT, Source.SETTINGS, AT)),
        Observation.of(
            new LogEvidence("/aws/lambda/DelayFunction", window, List.of(), true), Source.LOGS, AT),
        Observation.missing(gap));
  }

  private static EventSources eventSources() {
    return new EventSources(
        List.of(
            new EventSources.Mapping(
                "b5e2cd0d-4c8b-4f1c-9d54-1f3f6f7b2a10",
                "arn:aws:sqs:us-east-1:123456789012:orders",
                "Disabled",
                10,
                2,
                null,
                null)),
        true);
  }

  static Gap metricsDenied() {
    return new Gap(
        Gap.Kind.ACCESS_DENIED,
        "the metrics of the window",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricData",
        "AWS said: not authorized.");
  }

  private static FunctionSettings settings() {
    return new FunctionSettings(
        "DelayFunction",
        "arn:aws:lambda:us-east-1:123456789012:function:DelayFunction",
        "$LATEST",
        Duration.ofMinutes(15),
        128,
        "python3.13",
        "x86_64",
        new FunctionSettings.LogSettings("/aws/lambda/DelayFunction", false, null));
  }

  private static Verdict verdict() {
    return new Verdict(
        Cause.CLIENT_TIMEOUT_SELF_COLLISION,
        Certainty.PROVEN,
        "aws-cli hangs up after 60 s, the function needs 70 s and keeps its only slot, and the"
            + " retries are refused by the call's own first execution.",
        List.of(
            new Reason(
                "The reserved concurrency is 1: a second execution can't start beside the first.",
                Source.SETTINGS,
                null,
                null),
            new Reason(
                "Attempt 1 was given up after 60 s, and its execution ended well after 70.2 s.",
                Source.PROBE,
                AT.minusSeconds(300),
                FIRST),
            new Reason(
                "The same call with the recommended settings was answered after 70.3 s.",
                Source.PROBE,
                AT.minusSeconds(100),
                PROVED)),
        List.of(),
        List.of(),
        List.of(
            new Verdict.RuledOut(
                Cause.RESERVED_CONCURRENCY_SATURATED,
                "nobody else held a slot while the probe was refused.")),
        List.of("The metrics would tell whether others were refused as well."));
  }

  private static Recommendation recommendation() {
    Client client =
        current().with(Timeouts.of(Duration.ofMillis(3_100), Duration.ofSeconds(905)), 1, true);
    return new Recommendation(
        client,
        Recommendation.RetriesBy.CODE,
        Duration.ofMinutes(15),
        CallerTimeout.of(client),
        1,
        sizing(),
        false,
        wayOut(),
        Chain.of(
            new CallerLimit(CallerKind.SQS, null, 3),
            current(),
            client,
            false,
            AsyncSettings.DEFAULT),
        Map.of(
            "boto3",
                "Config(connect_timeout=3.1, read_timeout=905, retries={'total_max_attempts': 1})\n",
            "aws-cli", "export AWS_MAX_ATTEMPTS=1\naws lambda invoke --cli-read-timeout 905 …\n"),
        List.of(
            "A client that waits 905 s never hangs up on a function that is cut off at 900 s."));
  }

  /**
   * 412 calls of 70.2 s in a day: 0.00477 a second, 0.335 Erlang. Two slots would refuse 4 %; one,
   * which is all that the function may have, refuses 0.335 / 1.335 = 25 %.
   */
  private static Sizing sizing() {
    return new Sizing(
        0.004_769,
        Duration.ofMillis(70_150),
        1,
        0.01,
        3,
        1,
        1,
        0.2507,
        999,
        100,
        List.of("The function may never run twice at once, so calls wait in a queue."));
  }

  private static WayOut wayOut() {
    return new WayOut(
        WayOut.Kind.QUEUE,
        "What comes in a burst has to wait for the slot.",
        "aws sqs send-message --queue-url \"$QUEUE_URL\" --message-body '{}'\n");
  }

  private static Client current() {
    var backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(20), Jitter.FULL);
    return new Client(
        ClientId.AWS_CLI,
        "2.31.0",
        "aws-cli-v2-pre2026",
        Timeouts.of(Duration.ofSeconds(60), Duration.ofSeconds(60)),
        new RetryPolicy(
            RetryMode.STANDARD,
            3,
            Set.of(AttemptOutcome.REFUSED, AttemptOutcome.READ_TIMEOUT),
            backoff,
            backoff,
            HintUse.IGNORED,
            null,
            null),
        false);
  }

  private static ClientVariant variant() {
    return new ClientVariant(
        "aws-cli-v2-pre2026",
        ClientId.AWS_CLI,
        "aws-cli",
        "2.0 to 2.35",
        "2.31.0",
        true,
        current().timeouts(),
        current().retries(),
        false,
        new Prints(null, null),
        ClientVariant.Confidence.MEASURED,
        List.of(),
        List.of());
  }

  /** The picture of the mechanism: hang-up at 60 s, refusals at 60.4 s and 61.9 s. */
  static Timeline now() {
    return new Timeline(
        List.of(
            attempt(1, 0, 60_000, AttemptOutcome.READ_TIMEOUT, null),
            attempt(2, 60_380, 60_400, AttemptOutcome.REFUSED, null),
            attempt(3, 61_880, 61_900, AttemptOutcome.REFUSED, null)),
        List.of(new Execution(1, 1, ms(20), ms(70_200), Result.SUCCEEDED, FIRST)));
  }

  static Timeline proof() {
    return new Timeline(
        List.of(attempt(1, 0, 70_300, AttemptOutcome.ANSWERED, PROVED)),
        List.of(new Execution(1, 1, ms(20), ms(70_280), Result.SUCCEEDED, PROVED)));
  }

  static ProbeRecord probe() {
    var plan =
        new ProbePlan(
            FUNCTION,
            "{\"secret\":\"hunter2\"}",
            List.of(
                planned(ProbeStep.MEASURE, recommendation().client(), 16),
                planned(ProbeStep.REPRODUCE, current(), 16),
                planned(ProbeStep.PROVE, null, 15)),
            1,
            1,
            1,
            0.000412,
            Duration.ofMinutes(6),
            Duration.ZERO,
            List.of());
    return new ProbeRecord(
        plan,
        List.of(ConnectTime.tcp(Duration.ofNanos(4_140_000))),
        List.of(
            new StepRecord(
                ProbeStep.REPRODUCE, AT.minusSeconds(360), current(), now(), true, List.of()),
            new StepRecord(
                ProbeStep.PROVE,
                AT.minusSeconds(170),
                recommendation().client(),
                proof(),
                true,
                List.of())),
        null,
        3,
        2,
        null,
        0.000312,
        null);
  }

  private static PlannedStep planned(ProbeStep step, @Nullable Client client, int longestMinutes) {
    return new PlannedStep(
        step, 1, client, Duration.ofMinutes(longestMinutes), Duration.ofMillis(71_900));
  }

  private static ConnectTime connect(long tcpNanos, long tlsNanos) {
    return new ConnectTime(Duration.ofNanos(tcpNanos), Duration.ofNanos(tlsNanos));
  }

  private static Attempt attempt(
      int number, long start, long end, AttemptOutcome outcome, @Nullable String requestId) {
    ThrottleReason reason =
        outcome == AttemptOutcome.REFUSED ? ThrottleReason.RESERVED_CONCURRENCY : null;
    return new Attempt(1, number, ms(start), ms(end), outcome, reason, requestId);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
