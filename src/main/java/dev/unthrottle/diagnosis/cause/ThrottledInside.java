package dev.unthrottle.diagnosis.cause;

import static java.util.stream.Collectors.joining;

import dev.unthrottle.client.error.Symptom;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.DownstreamThrottle;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Predicts executions that ran and failed, a throttle of something that they called, and no refusal
 * in the function's own metrics.
 */
final class ThrottledInside implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.DOWNSTREAM_THROTTLE;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        ThrottledInside::error,
        ThrottledInside::logLine,
        ThrottledInside::failures,
        RefusedElsewhere::notInTheMetrics);
  }

  @Override
  public String nothingSeen() {
    return "Neither an error nor a log line tells of a throttle inside the function.";
  }

  @Override
  public Story story(CaseFile file) {
    return new Story(
        file.sawThrottles() && lines(file).isEmpty()
            ? "The pasted error is a throttle of something that the function calls, not of the function."
            : "The function was not refused: it ran, and something that it called was throttled.",
        "The function may have run, and something that it called have been throttled.",
        List.of(
            "Look for the service in the error and at its own limit: raise that, or call it less often.",
            "Retry that call inside the function, with backoff and jitter, within the function's"
                + " timeout; the SDK's own retries do it if their sum fits in.",
            "Don't touch the function's concurrency for this, unless fewer executions at once would"
                + " spare the service."));
  }

  private static Trace error(CaseFile file) {
    return file.error() != null && file.error().symptom() == Symptom.OTHER_SERVICE
        ? Trace.telling(
            Source.ERROR,
            "The error is a throttle of %s, not of Invoke."
                .formatted(
                    file.error().service() == null ? "another service" : file.error().service()))
        : Trace.SILENT;
  }

  private static Trace logLine(CaseFile file) {
    List<DownstreamThrottle> lines = lines(file);
    if (lines.isEmpty()) {
      return file.evidence().logs().value().filter(LogEvidence::complete).isPresent()
          ? new Trace.Unknown(
              "Where the error came from: the function's own log lines tell of no throttle inside it.")
          : Trace.SILENT;
    }
    DownstreamThrottle last = lines.getLast();
    return Trace.found(
        Weight.TELLING,
        new Reason(
            "The function's own lines tell of %s inside it, the last of them %s%s."
                .formatted(
                    lines.size() == DownstreamThrottle.MOST
                        ? "many throttles"
                        : Phrase.count(lines.size(), "throttle"),
                    last.error(),
                    calling(last)),
            Source.LOGS,
            last.at(),
            last.requestId()));
  }

  private static List<DownstreamThrottle> lines(CaseFile file) {
    return file.evidence().logs().value().map(LogEvidence::downstream).orElse(List.of());
  }

  private static String calling(DownstreamThrottle line) {
    return Stream.of(line.service(), line.operation())
        .filter(Objects::nonNull)
        .collect(joining(" ", " of ", ""))
        .replaceFirst("^ of $", "");
  }

  private static Trace failures(CaseFile file) {
    double failed =
        file.evidence().metrics().value().map(metrics -> metrics.sum(Metric.ERRORS)).orElse(0.0);
    return failed > 0
        ? Trace.supporting(
            Source.METRICS,
            "%s of the window failed.".formatted(Phrase.count((long) failed, "execution")))
        : Trace.SILENT;
  }
}
