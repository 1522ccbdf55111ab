package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Gap.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What evidence that was found can't tell, because of how the function is set up. */
final class BlindSpots {

  private static final String LOGS = "logs:FilterLogEvents";
  private static final String METRICS = "cloudwatch:GetMetricData";

  private BlindSpots() {}

  /** What a function's settings hide from whoever looks at its logs and metrics. */
  static Stream<Gap> of(FunctionSettings function) {
    return Stream.of(hiddenSuccess(function), tenants(function)).flatMap(Stream::ofNullable);
  }

  private static @Nullable Gap hiddenSuccess(FunctionSettings function) {
    return function.logs().hideSuccess()
        ? notRecorded(
            "the log lines of executions that succeeded",
            LOGS,
            "The function's system log level WARN leaves them out, so a missing line is no proof"
                + " that nothing ran: set the level to INFO to see every execution.")
        : null;
  }

  private static @Nullable Gap tenants(FunctionSettings function) {
    return function.hosting().tenantIsolation()
        ? notRecorded(
            "how many environments each tenant holds",
            METRICS,
            "With tenant isolation an idle environment serves its own tenant alone, so attempts can"
                + " be refused below the limit, and no metric tells it.")
        : null;
  }

  /** Refusals by Lambda Managed Instances of which CloudWatch doesn't tell the cause. */
  static Stream<Gap> of(FunctionSettings function, MetricEvidence metrics) {
    boolean told =
        Metric.INSTANCE_THROTTLES.stream().anyMatch(cause -> metrics.sum(cause) > 0)
            || metrics.sum(Metric.THROTTLES) == 0;
    return switch (function.hosting().compute()) {
      case Hosting.Compute.OnDemand _ -> Stream.empty();
      case Hosting.Compute.ManagedInstances _ when told -> Stream.empty();
      case Hosting.Compute.ManagedInstances(String provider, _) ->
          Stream.of(
              notRecorded(
                  "the causes of throttles on Lambda Managed Instances",
                  METRICS,
                  "CloudWatch has no point of ConcurrencyThrottles, CPUThrottles, MemoryThrottles"
                      + " and DiskThrottles for the function: look for them under its capacity"
                      + " provider %s, in periods of 5 minutes.".formatted(provider)));
    };
  }

  /** The metrics of which a part is missing. */
  static Stream<Gap> of(MetricEvidence metrics) {
    if (metrics.complete()) {
      return Stream.empty();
    }
    String names =
        metrics.partial().stream()
            .map(Metric::metricName)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return Stream.of(
        new Gap(
            Kind.INCOMPLETE,
            "a part of the metrics",
            METRICS,
            null,
            "CloudWatch gave only a part of %s: ask again in a minute, or for a shorter window."
                .formatted(names)));
  }

  /** The executions that weren't read one by one. */
  static Stream<Gap> of(LogEvidence logs, Window asked) {
    if (logs.complete()) {
      return Stream.empty();
    }
    return switch (logs.query()) {
      case LogQuery.Answered _ -> Stream.of(incomplete("logs:StartQuery", longestAlone(logs)));
      case LogQuery.Failed failed -> Stream.of(failed.why(), incomplete(LOGS, unread(logs, asked)));
      case null -> Stream.of(incomplete(LOGS, unread(logs, asked)));
    };
  }

  private static String longestAlone(LogEvidence logs) {
    return "Too many to read one by one: a query told the percentiles of all, and of single"
        + " executions only the longest %d are known. Ask for a shorter window to see every one."
            .formatted(logs.invocations().size());
  }

  private static Gap incomplete(String apiCall, String why) {
    return new Gap(Kind.INCOMPLETE, "a part of the log lines", apiCall, null, why);
  }

  private static String unread(LogEvidence logs, Window asked) {
    return logs.window().equals(asked)
        ? "Not every line from %s to %s could be read: ask for a shorter window."
            .formatted(asked.from(), asked.to())
        : "Only those from %s to %s were read, of the window from %s to %s: ask for a shorter one."
            .formatted(logs.window().from(), logs.window().to(), asked.from(), asked.to());
  }

  private static Gap notRecorded(String what, String apiCall, String why) {
    return new Gap(Kind.NOT_RECORDED, what, apiCall, null, why);
  }

  /** All of it. */
  static List<Gap> of(Evidence evidence) {
    return Stream.of(
            evidence.settings().value().stream().flatMap(BlindSpots::of),
            evidence.logs().value().stream().flatMap(logs -> of(logs, evidence.window())),
            evidence.metrics().value().stream().flatMap(BlindSpots::of),
            evidence.settings().value().stream()
                .flatMap(function ->
                    evidence.metrics().value().stream().flatMap(metrics -> of(function, metrics))))
        .flatMap(gaps -> gaps)
        .toList();
  }
}
