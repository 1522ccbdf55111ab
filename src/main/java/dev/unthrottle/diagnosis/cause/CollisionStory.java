package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how a call collides with itself: as the probe saw it, or as all that is known has it. */
final class CollisionStory {

  private static final String TOLD_HEADLINE =
      "The error tells that the client hung up on an attempt and that a later one was refused,"
          + " most likely by the slot that the first still held.";

  private static final String UNKNOWN_HEADLINE =
      "A client that hangs up while the function runs, and tries again, is refused by the slot that its"
          + " own run still holds. Which settings the caller really had isn't known.";

  private CollisionStory() {}

  /** How it tells a case. */
  static Story of(CaseFile file) {
    Optional<Timeline> seen = file.reproduction().map(StepRecord::timeline);
    if (seen.isPresent()) {
      @Nullable Duration held =
          OwnRun.metIn(seen.get()).stream()
              .flatMap(refused -> seen.get().holdersAt(refused.start()).stream())
              .findFirst()
              .map(Execution::length)
              .orElse(null);
      String happened = happened(file, held) + timesRun(seen.get());
      return Story.of(happened, happened);
    }
    @Nullable Duration longest = file.longestRun().orElse(null);
    if (OwnRun.excluded(file).isPresent() && !file.errorTellsACollision()) {
      return Story.of(UNKNOWN_HEADLINE, UNKNOWN_HEADLINE);
    }
    return OwnRun.excluded(file).isPresent()
        ? Story.of(TOLD_HEADLINE, TOLD_HEADLINE)
        : Story.of(happened(file, longest), wouldHappen(file, longest));
  }

  private static String timesRun(Timeline timeline) {
    int runs = timeline.executions().size();
    return runs > 1 ? " That one call ran the function %d times.".formatted(runs) : "";
  }

  private static String happened(CaseFile file, @Nullable Duration run) {
    return "The client hung up%s while the function %s, and its retries were refused because that"
            .formatted(afterWaiting(file), run == null ? "still ran" : "ran " + Phrase.of(run))
        + " run still held "
        + slots(file)
        + ".";
  }

  private static String wouldHappen(CaseFile file, @Nullable Duration run) {
    return "The client would hang up%s while the function runs%s, and its retries would be refused because"
            .formatted(afterWaiting(file), run == null ? "" : " " + Phrase.of(run))
        + " that run still holds "
        + slots(file)
        + ".";
  }

  private static String afterWaiting(CaseFile file) {
    @Nullable Duration patience = file.patience();
    return patience == null ? "" : " after " + Phrase.of(patience);
  }

  private static String slots(CaseFile file) {
    return file.limit()
        .map(all -> all == 1 ? "the only slot" : "one of " + all + " slots")
        .orElse("its slot");
  }
}
