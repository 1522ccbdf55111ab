package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out what a probe would do and cost, before it does anything. */
final class ProbePlanner {

  /** How many clean invocations measure, where they are all that is asked for. */
  static final int MEASUREMENTS = 3;

  /** After each step its log lines are looked for; they usually show within seconds. */
  private static final Duration LOOKING = Duration.ofSeconds(2);

  private static final double FEWEST_CALLS_OF_OTHERS = 0.5;

  private final FunctionRef function;
  private final ProbeRequest request;
  private final Evidence evidence;
  private final Client current;
  private final Headroom headroom;

  ProbePlanner(
      FunctionRef function, ProbeRequest request, Evidence evidence, Client current, Instant now) {
    this.function = function;
    this.request = request;
    this.evidence = evidence;
    this.current = current;
    this.headroom = Headroom.at(now, evidence);
  }

  ProbePlan plan() {
    @Nullable FunctionSettings settings = evidence.settings().value().orElse(null);
    int mostInvocations = request.last().upToThis().stream().mapToInt(this::invocations).sum();
    @Nullable Expectation expectation = settings == null ? null : expectation(settings);
    List<String> refusals =
        new SafetyRules(request, evidence, headroom).forbidding(mostInvocations, mostSlots());
    List<PlannedStep> steps =
        request.last().upToThis().stream()
            .map(step -> planned(step, settings, expectation))
            .toList();
    Duration likely = settings == null ? Duration.ZERO : likely(steps, settings.timeout());
    Duration metricsWait =
        othersMayBeRefused(likely) ? ForeignRefusals.LONGEST_WAIT : Duration.ZERO;
    return new ProbePlan(
        function,
        request.payload(),
        steps,
        mostSlots(),
        headroom.free(),
        headroom.limit(),
        settings == null ? 0 : mostInvocations * ceiling(settings),
        likely.plus(metricsWait),
        metricsWait,
        refusals);
  }

  /**
   * Only who takes the last free slot keeps others from theirs, and only if they call meanwhile: of
   * as many as there were in the window, half a call has to be expected at least.
   */
  private boolean othersMayBeRefused(Duration likely) {
    return !headroom.leavesOneFreeBeside(mostSlots())
        && evidence
            .metrics()
            .value()
            .filter(metrics -> callsWithin(likely, metrics) >= FEWEST_CALLS_OF_OTHERS)
            .isPresent();
  }

  private static double callsWithin(Duration length, MetricEvidence metrics) {
    double calls = metrics.sum(Metric.INVOCATIONS) + metrics.sum(Metric.THROTTLES);
    return calls * length.toMillis() / metrics.window().length().toMillis();
  }

  /**
   * What is expected of the steps or, where the logs show no execution, {@code executions ×
   * function timeout + 2 s}, with one execution for a reproduction and one for a proof.
   */
  private Duration likely(List<PlannedStep> steps, Duration timeout) {
    return steps.stream()
        .map(step -> {
          int executions = step.step() == ProbeStep.MEASURE ? step.invocations() : 1;
          return step.expected() == null
              ? timeout.multipliedBy(executions).plus(LOOKING)
              : step.expected();
        })
        .reduce(Duration.ZERO, Duration::plus);
  }

  private PlannedStep planned(
      ProbeStep step, @Nullable FunctionSettings settings, @Nullable Expectation expectation) {
    return new PlannedStep(
        step,
        invocations(step),
        settings == null ? null : client(step, settings.timeout()),
        settings == null ? Duration.ZERO : longest(step, settings.timeout()),
        expectation == null ? null : expected(step, expectation));
  }

  /** What is to be proven follows from what is measured first. */
  private @Nullable Client client(ProbeStep step, Duration timeout) {
    return switch (step) {
      case MEASURE -> Patience.clean(current, timeout);
      case REPRODUCE -> current;
      case PROVE -> null;
    };
  }

  private @Nullable Expectation expectation(FunctionSettings settings) {
    return evidence
        .logs()
        .value()
        .flatMap(LogEvidence::durations)
        .map(durations -> new Expectation(durations.p99(), settings.timeout()))
        .orElse(null);
  }

  private Duration expected(ProbeStep step, Expectation expectation) {
    return switch (step) {
      case MEASURE, PROVE -> expectation.ofPatientCalls(invocations(step));
      case REPRODUCE -> expectation.ofOneCall(current);
    };
  }

  private int invocations(ProbeStep step) {
    return switch (step) {
      case MEASURE -> request.last() == ProbeStep.MEASURE ? measurementsAlone() : 1;
      case REPRODUCE -> current.retries().maxAttempts();
      case PROVE -> 1;
    };
  }

  private int measurementsAlone() {
    return request.maxInvocations() == null ? MEASUREMENTS : request.maxInvocations();
  }

  /** Only a reproduction runs the function more than once at a time. */
  private int mostSlots() {
    if (request.last() == ProbeStep.MEASURE) {
      return 1;
    }
    int attempts = current.retries().maxAttempts();
    return headroom.limit() == null ? attempts : Math.clamp(headroom.limit(), 1, attempts);
  }

  private static double ceiling(FunctionSettings settings) {
    return Price.ofExecution(settings, SlotLife.longestRun(settings.timeout()));
  }

  /** The calls of the step, then the wait for the slots and log lines of its executions. */
  private Duration longest(ProbeStep step, Duration timeout) {
    Client clean = Patience.clean(current, timeout);
    Duration calls =
        switch (step) {
          case MEASURE -> Measuring.longestConnecting().plus(longestCalls(clean, timeout, step));
          case REPRODUCE -> longestCalls(current, timeout, step);
          case PROVE -> longestCalls(clean, timeout, step);
        };
    return calls.plus(SlotWatch.longest(timeout));
  }

  private Duration longestCalls(Client client, Duration timeout, ProbeStep step) {
    return Patience.of(client.timeouts(), Duration.ZERO, timeout)
        .longest()
        .multipliedBy(invocations(step))
        .plus(client.retries().longestBackoffs());
  }
}
