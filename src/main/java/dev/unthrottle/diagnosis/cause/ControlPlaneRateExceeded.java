package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.client.error.Symptom;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Predicts an error of an API that manages functions: {@code GetFunction}, {@code
 * UpdateFunctionCode}… Nothing was invoked, so the function's metrics and logs know nothing of it.
 */
final class ControlPlaneRateExceeded implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.CONTROL_PLANE_RATE_EXCEEDED;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(ControlPlaneRateExceeded::error, RefusedElsewhere::notInTheMetrics);
  }

  @Override
  public String nothingSeen() {
    return "No error of an API that manages functions is known.";
  }

  @Override
  public Story story(CaseFile file) {
    @Nullable String operation = file.error() == null ? null : file.error().operation();
    String called = operation == null ? "an API that manages functions" : operation;
    return new Story(
        "Nothing was invoked: %s was called too often. All such APIs share one rate of the account."
            .formatted(called),
        "It may be that nothing was invoked, and %s was called too often.".formatted(called),
        List.of(
            "Call it less often: keep what GetFunction and its like answered, and don't poll for"
                + " what an event can tell.",
            "Deploy fewer functions at once; leave the deployment tool's own retries on.",
            "Don't touch the function's timeouts or its concurrency for this: they have no part in it."));
  }

  private static Trace error(CaseFile file) {
    @Nullable ErrorReading error = file.error();
    if (error == null) {
      return Trace.SILENT;
    }
    if (error.isInvoke().orElse(false)) {
      return new Trace.Contradicted("The error is of an Invoke.");
    }
    if (error.symptom() != Symptom.CONTROL_PLANE_RATE) {
      return Trace.SILENT;
    }
    return error.operation() == null
        ? Trace.fitting(
            Source.ERROR,
            "The error reads as one of a rate (\"Rate exceeded\"), and doesn't say what was called.")
        : Trace.telling(
            Source.ERROR,
            "The error is of %s, which runs no function.".formatted(error.operation()));
  }
}
