package dev.unthrottle.diagnosis.cause;

import static java.util.stream.Collectors.joining;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.Set;

/**
 * Predicts a reservation that provisioned concurrency uses up to the last slot, a call of $LATEST,
 * and a refusal for each: $LATEST can't use what is kept ready for versions.
 */
final class ProvisionedTakesAll implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.PROVISIONED_TAKES_ALL;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        ProvisionedTakesAll::reservation,
        ProvisionedTakesAll::callsLatest,
        ProvisionedTakesAll::provisioned,
        Refusals::told);
  }

  @Override
  public String nothingSeen() {
    return "The reservation, or what is kept ready for versions, could not be read, and nothing else says that it is all.";
  }

  @Override
  public Story story(CaseFile file) {
    int slots = file.reserved().orElse(0);
    return Story.of(
            "Calls of $LATEST are refused: versions keep all %s of the function's reservation ready for themselves."
                .formatted(Phrase.count(slots, "slot")),
            "Calls of $LATEST may be refused because versions keep the whole reservation ready for themselves.")
        .ended(
            List.of(
                "Call the version or alias that the environments are kept ready for: FUNCTION:ALIAS"
                    + " instead of FUNCTION.",
                "Or raise the reservation above what is provisioned, or provision less."));
  }

  /** Full houses are what it looks like, and no client's patience matters. */
  @Override
  public Set<Cause> broughtAbout() {
    return Set.of(Cause.RESERVED_CONCURRENCY_SATURATED, Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  private static Trace reservation(CaseFile file) {
    if (file.evidence().reservation().value().isEmpty()) {
      return new Trace.Unknown(
          "The reserved concurrency (lambda:GetFunctionConcurrency): versions may keep all of it.");
    }
    return file.reserved().filter(slots -> slots > 0).isPresent()
        ? Trace.SILENT
        : new Trace.Contradicted(
            "The function has no reservation above 0, so there is none to take.");
  }

  private static Trace callsLatest(CaseFile file) {
    FunctionRef called = file.evidence().function();
    return called.qualifier() == null || called.qualifier().equals("$LATEST")
        ? Trace.SILENT
        : new Trace.Contradicted(
            "Version or alias %s is called, not $LATEST.".formatted(called.qualifier()));
  }

  private static Trace provisioned(CaseFile file) {
    if (file.reserved().isEmpty()) {
      return Trace.SILENT;
    }
    int reserved = file.reserved().get();
    return file.evidence()
        .surroundings()
        .provisioned()
        .value()
        .map(kept -> provisioned(kept, reserved))
        .orElseGet(() ->
            new Trace.Unknown(
                "What is kept ready for versions and aliases (lambda:ListProvisionedConcurrencyConfigs)."));
  }

  private static Trace provisioned(ProvisionedConcurrency kept, int reserved) {
    if (kept.requested() < reserved) {
      return new Trace.Contradicted(
          "Provisioned concurrency takes %d of the %s reserved."
              .formatted(kept.requested(), Phrase.count(reserved, "slot")));
    }
    return Trace.telling(
        Source.SETTINGS,
        "%s reserved, and as many kept ready (%s): none is left for $LATEST."
            .formatted(
                Phrase.count(reserved, "slot"),
                kept.allocations().stream()
                    .map(one -> "%d for %s".formatted(one.requested(), one.qualifier()))
                    .collect(joining(", "))));
  }
}
