package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.Set;

/** Predicts a reservation of 0, no executions, and a refusal for every attempt. */
final class ReservedConcurrencyZero implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.RESERVED_CONCURRENCY_ZERO;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        ReservedConcurrencyZero::reservation, ReservedConcurrencyZero::nothingRan, Refusals::told);
  }

  @Override
  public Story story(CaseFile file) {
    return new Story(
        "The function is switched off: its reserved concurrency is 0, so every call is refused.",
        "Every attempt is refused and nothing runs, as with a reserved concurrency of 0.",
        List.of(
            "Find out who set the reservation to 0, and why: it is the switch that stops a function,"
                + " and what the console's Throttle button sets.",
            "Give it at least 1 slot (aws lambda put-function-concurrency), or take the reservation"
                + " away (aws lambda delete-function-concurrency)."));
  }

  @Override
  public String nothingSeen() {
    return "The reserved concurrency could not be read, and nothing else says that it is 0.";
  }

  /** Nothing else that refuses has a say while the function is switched off. */
  @Override
  public Set<Cause> mendedAfter(CaseFile file) {
    return Set.of(
        Cause.CLIENT_TIMEOUT_SELF_COLLISION,
        Cause.EVENT_SOURCE_TAKES_ALL,
        Cause.FUNCTION_TIMEOUT_HOLDS_SLOT);
  }

  private static Trace reservation(CaseFile file) {
    if (file.evidence().reservation().value().isEmpty()) {
      return new Trace.Unknown("The reserved concurrency, which could not be read.");
    }
    if (file.reserved().isEmpty()) {
      return new Trace.Contradicted("The function has no reserved concurrency.");
    }
    int slots = file.reserved().get();
    return slots > 0
        ? new Trace.Contradicted("Reserved concurrency is %d, not 0.".formatted(slots))
        : Trace.telling(
            Source.SETTINGS,
            "Reserved concurrency is 0, which refuses every synchronous invocation at once.");
  }

  private static Trace nothingRan(CaseFile file) {
    return file.sawThrottles() && file.executions() == 0
        ? Trace.fitting(Source.METRICS, "No execution began in the window.")
        : Trace.SILENT;
  }
}
