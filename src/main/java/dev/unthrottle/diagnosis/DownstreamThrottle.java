package dev.unthrottle.diagnosis;

import dev.unthrottle.client.error.Symptom;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.Source;
import java.util.List;

/**
 * Predicts executions that ran and failed, a throttle of something that they called, and no refusal
 * in the function's own metrics.
 */
final class DownstreamThrottle implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.DOWNSTREAM_THROTTLE;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        DownstreamThrottle::error, DownstreamThrottle::failures, RefusedElsewhere::notInTheMetrics);
  }

  @Override
  public String nothingSeen() {
    return "Neither an error nor a log line tells of a throttle inside the function.";
  }

  @Override
  public Story story(CaseFile file) {
    return new Story(
        "The function was not refused: it ran, and something that it called was throttled.",
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
