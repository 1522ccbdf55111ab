package dev.unthrottle.diagnosis.store;

import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.EarlierRun;
import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param expected what its worker expects, {@code null} as long as that isn't known
 * @param connectTimes how long its probe took to establish connections
 * @param sent the attempts of its probe, in the order in which they were claimed
 * @param ending how it ended, {@code null} while it runs
 * @param followUp what is left to be done after its end, {@code null} for nothing
 */
public record StoredDiagnosis(
    String id,
    @Nullable Packed request,
    Instant created,
    Instant expires,
    @Nullable String worker,
    @Nullable Instant leasedUntil,
    int takes,
    @Nullable Expected expected,
    List<ConnectTime> connectTimes,
    List<SentAttempt> sent,
    @Nullable Ending ending,
    @Nullable FollowUp followUp) {

  /** Copies the lists. */
  public StoredDiagnosis {
    connectTimes = List.copyOf(connectTimes);
    sent = List.copyOf(sent);
  }

  /** One that nobody has taken up yet. */
  static StoredDiagnosis of(NewDiagnosis one) {
    return new StoredDiagnosis(
        one.id(),
        one.request(),
        one.created(),
        one.expires(),
        null,
        null,
        0,
        null,
        List.of(),
        List.of(),
        null,
        null);
  }

  /** Whether something is to be done about it, and nobody is at work. */
  public boolean due(Instant now) {
    boolean free = leasedUntil == null || !leasedUntil.isAfter(now);
    return free && (ending == null || (followUp != null && !followUp.from().isAfter(now)));
  }

  /** When its worker expects to be done, {@code null} as long as that isn't known. */
  public @Nullable Instant expectedEnd() {
    return expected == null ? null : expected.end();
  }

  /** What an earlier worker's probe has left behind. */
  public EarlierRun earlierRun() {
    return followUp == null
        ? new EarlierRun(connectTimes, sent, false, null)
        : new EarlierRun(connectTimes, sent, true, followUp.stopped());
  }

  StoredDiagnosis taken(String by, Instant until) {
    return leased(by, until, takes + 1);
  }

  StoredDiagnosis renewed(Instant until) {
    return leased(worker, until, takes);
  }

  private StoredDiagnosis leased(@Nullable String by, Instant until, int times) {
    return new StoredDiagnosis(
        id,
        request,
        created,
        expires,
        by,
        until,
        times,
        expected,
        connectTimes,
        sent,
        ending,
        followUp);
  }

  StoredDiagnosis expecting(Expected what) {
    return probed(what, connectTimes, sent);
  }

  StoredDiagnosis connected(List<ConnectTime> times) {
    return probed(expected, times, sent);
  }

  StoredDiagnosis claimed(SentAttempt attempt) {
    List<SentAttempt> more = new ArrayList<>(sent);
    more.add(attempt);
    return probed(expected, connectTimes, more);
  }

  StoredDiagnosis recorded(SentAttempt attempt) {
    return probed(
        expected,
        connectTimes,
        sent.stream().map(one -> one.key().equals(attempt.key()) ? attempt : one).toList());
  }

  private StoredDiagnosis probed(
      @Nullable Expected what, List<ConnectTime> times, List<SentAttempt> attempts) {
    return new StoredDiagnosis(
        id,
        request,
        created,
        expires,
        worker,
        leasedUntil,
        takes,
        what,
        times,
        attempts,
        ending,
        followUp);
  }

  StoredDiagnosis ended(Ending how, @Nullable FollowUp left) {
    return new StoredDiagnosis(
        id, null, created, expires, null, null, takes, null, connectTimes, sent, how, left);
  }
}
