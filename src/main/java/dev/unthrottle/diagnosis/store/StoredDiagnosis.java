package dev.unthrottle.diagnosis.store;

import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as it is kept.
 *
 * @param id its name
 * @param request what was asked; {@code null} once it has ended
 * @param created when it was asked
 * @param expires when everything about it is forgotten
 * @param worker who has it, {@code null} before the first one took it and once it has ended
 * @param leasedUntil when others may take it up, {@code null} likewise
 * @param takes how often it was taken up
 * @param expectedEnd when its worker expects to be done, {@code null} as long as that isn't known
 * @param sent the attempts of its probe, in the order in which they were claimed
 * @param ending how it ended, {@code null} while it runs
 */
public record StoredDiagnosis(
    String id,
    @Nullable Packed request,
    Instant created,
    Instant expires,
    @Nullable String worker,
    @Nullable Instant leasedUntil,
    int takes,
    @Nullable Instant expectedEnd,
    List<SentAttempt> sent,
    @Nullable Ending ending) {

  /** Copies the list. */
  public StoredDiagnosis {
    sent = List.copyOf(sent);
  }

  /** Whether it has to be made still, and nobody is at work. */
  public boolean abandoned(Instant now) {
    return ending == null && (leasedUntil == null || !leasedUntil.isAfter(now));
  }
}
