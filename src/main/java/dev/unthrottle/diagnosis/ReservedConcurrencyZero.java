package dev.unthrottle.diagnosis;

import dev.unthrottle.evidence.Source;
import java.util.ArrayList;
import java.util.List;

/** Predicts a reservation of 0, no executions, and a refusal for every attempt. */
final class ReservedConcurrencyZero implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.RESERVED_CONCURRENCY_ZERO;
  }

  @Override
  public Assessment assess(CaseFile file) {
    if (file.evidence().reservation().value().isEmpty()) {
      return withoutSettings(file);
    }
    if (file.reserved().isEmpty()) {
      return new Assessment.RuledOut("The function has no reserved concurrency.");
    }
    int slots = file.reserved().get();
    if (slots > 0) {
      return new Assessment.RuledOut("Reserved concurrency is %d, not 0.".formatted(slots));
    }
    List<Reason> because = new ArrayList<>();
    because.add(
        Reason.of(
            Source.SETTINGS,
            "Reserved concurrency is 0, which refuses every synchronous invocation at once."));
    if (file.sawThrottles()) {
      because.add(
          Reason.of(
              Source.METRICS,
              "%s refused in the window."
                  .formatted(Phrase.count(file.throttles().orElse(0L), "attempt"))));
    }
    return new Assessment.Fits(
        Certainty.LIKELY,
        "The function is switched off: its reserved concurrency is 0, so every call is refused.",
        because,
        List.of());
  }

  private static Assessment withoutSettings(CaseFile file) {
    if (!file.sawThrottles() || file.executions() > 0) {
      return new Assessment.RuledOut(
          "The reserved concurrency could not be read, and nothing else says that it is 0.");
    }
    return new Assessment.Fits(
        Certainty.POSSIBLE,
        "Every attempt is refused and nothing runs, as with a reserved concurrency of 0.",
        List.of(
            Reason.of(
                Source.METRICS,
                "%s refused in the window, and no execution began."
                    .formatted(Phrase.count(file.throttles().orElse(0L), "attempt")))),
        List.of("The reserved concurrency, which could not be read."));
  }
}
