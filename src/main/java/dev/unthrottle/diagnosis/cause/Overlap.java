package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.probe.SlotLife;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client can meet its own execution at all: it must hang up on a running function, and
 * try again.
 */
final class Overlap {

  private Overlap() {}

  /** What makes it impossible, in one sentence; empty if it is possible. */
  static Optional<String> impossible(CaseFile file) {
    @Nullable Duration patience = file.patience();
    if (patience == null) {
      return Optional.of(
          "The client has no read timeout: it never hangs up on a running function.");
    }
    if (file.client().retries().maxAttempts() == 1) {
      return Optional.of("The client makes one attempt only, so it has no retry to collide.");
    }
    @Nullable Duration limit = file.functionTimeout();
    if (limit != null && patience.compareTo(SlotLife.longestRun(limit)) >= 0) {
      return Optional.of(
          "The client waits %s, longer than the function can run (timeout %s)."
              .formatted(Phrase.of(patience), Phrase.of(limit)));
    }
    return file.longestRun()
        .filter(longest -> longest.compareTo(patience) <= 0)
        .map(longest ->
            "The client waits %s; the longest of the runs that are known took %s."
                .formatted(Phrase.of(patience), Phrase.of(longest)));
  }
}
