package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Timeline;
import java.util.Optional;

/** Whether a retry meets a run of its own call, and finds the slots taken by it. */
final class OwnRun {

  private OwnRun() {}

  /** The first attempt that was refused after one that the client had hung up on. */
  static Optional<Attempt> metIn(Timeline timeline) {
    return timeline.attempts().stream()
        .filter(attempt -> attempt.outcome().hungUp())
        .findFirst()
        .flatMap(first ->
            timeline.refusals().stream()
                .filter(refused -> refused.number() > first.number())
                .findFirst());
  }

  /** Why no retry can have met an execution of its own call. */
  static Optional<String> excluded(CaseFile file) {
    return Overlap.impossible(file).or(() -> nothingToMeet(file));
  }

  /** Why a retry can't have met an execution of its own call, where nothing could be simulated. */
  static Optional<String> nothingToMeet(CaseFile file) {
    if (file.forecast() != null) {
      return Optional.empty();
    }
    if (file.sawThrottles() && file.executions() == 0) {
      return Optional.of("No execution began in the window, so none held a slot.");
    }
    return moreSlotsThanAttempts(file);
  }

  /** That a call's own executions can't fill the slots, whatever they take. */
  static Optional<String> moreSlotsThanAttempts(CaseFile file) {
    int attempts = file.client().retries().maxAttempts();
    return file.limit()
        .filter(slots -> slots == 0 || slots >= attempts)
        .map(slots ->
            "A call makes %s at most, and there are %s: its own executions can't fill them."
                .formatted(Phrase.count(attempts, "attempt"), Phrase.count(slots, "slot")));
  }
}
