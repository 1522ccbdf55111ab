package dev.unthrottle.diagnosis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.store.DiagnosisStore.KeyUse;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.EarlierRun;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.SentAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of diagnoses does. */
public abstract class DiagnosisStoreContract {

  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant EXPIRES = START.plus(Duration.ofHours(24));
  private static final Instant LEASED = START.plusSeconds(60);
  private static final Packed REQUEST = Packed.of("{\"function\": \"f\"}");
  private static final Ending ANSWER = Ending.completed(Packed.of("{}"), Packed.of("<html>"));
  private static final Expected EXPECTED = new Expected(LEASED, 0.0001);
  private static final FollowUp FOLLOW_UP =
      new FollowUp(Packed.of("{}"), "Stopped in measure: the time was up.", LEASED);
  private static final SentAttempt SENT =
      new SentAttempt(ProbeStep.MEASURE, 1, 1, START.plusNanos(1_234_567), null);

  /** The time as the store sees it. */
  protected Instant now = START;

  private final String id = UUID.randomUUID().toString();

  /** The store, whose clock tells {@link #now}. */
  protected abstract DiagnosisStore store();

  @Test
  void whatWasPut_isFound() {
    assertThat(put()).isTrue();
    StoredDiagnosis found = store().find(id).orElseThrow();
    assertThat(found)
        .isEqualTo(
            new StoredDiagnosis(
                id, REQUEST, START, EXPIRES, null, null, 0, null, List.of(), List.of(), null,
                null));
    assertThat(found.due(now)).isTrue();
  }

  @Test
  void aName_isGivenOnce() {
    assertThat(put()).isTrue();
    assertThat(put()).isFalse();
  }

  @Test
  void whatHasExpired_isNotFound_norTaken() {
    put();
    now = EXPIRES;
    assertThat(store().find(id)).isEmpty();
    assertThat(store().take(id, "a", now.plusSeconds(60))).isEmpty();
  }

  @Test
  void whatWasDeleted_isGone() {
    put();
    store().delete(id);
    assertThat(store().find(id)).isEmpty();
  }

  @Test
  void aKey_belongsToItsFirstUse_untilItExpires() {
    String key = UUID.randomUUID().toString();
    KeyUse first = new KeyUse("1", "digest of one");
    KeyUse second = new KeyUse("2", "digest of another");
    assertThat(store().useKey(key, first, EXPIRES)).isEqualTo(first);
    assertThat(store().useKey(key, second, EXPIRES)).isEqualTo(first);
    now = EXPIRES;
    assertThat(store().useKey(key, second, EXPIRES.plusSeconds(60))).isEqualTo(second);
  }

  @Test
  void aDiagnosis_hasOneWorker_untilItsLeaseIsOver() {
    put();
    assertThat(store().take(id, "a", LEASED)).get().extracting(StoredDiagnosis::takes).isEqualTo(1);
    assertThat(store().take(id, "b", LEASED)).isEmpty();
    now = LEASED;
    StoredDiagnosis taken = store().take(id, "b", LEASED.plusSeconds(60)).orElseThrow();
    assertThat(taken.worker()).isEqualTo("b");
    assertThat(taken.takes()).isEqualTo(2);
    assertThat(taken.request()).isEqualTo(REQUEST);
  }

  @Test
  void aRenewedLease_holdsLonger() {
    put();
    var _ = store().take(id, "a", LEASED);
    assertThat(store().renew(id, "a", LEASED.plusSeconds(60))).isTrue();
    now = LEASED;
    assertThat(store().take(id, "b", LEASED.plusSeconds(60))).isEmpty();
  }

  @Test
  void whoeverLostADiagnosis_canDoNothingToIt() {
    put();
    var _ = store().take(id, "a", LEASED);
    now = LEASED;
    var _ = store().take(id, "b", LEASED.plusSeconds(60));
    assertThat(store().renew(id, "a", LEASED.plusSeconds(90))).isFalse();
    assertThat(store().expect(id, "a", EXPECTED)).isFalse();
    assertThat(store().claim(id, "a", SENT)).isFalse();
    assertThat(store().finish(id, "a", ANSWER, null)).isFalse();
    assertThat(store().find(id).orElseThrow().sent()).isEmpty();
  }

  @Test
  void anAttempt_isClaimedOnce() {
    put();
    var _ = store().take(id, "a", LEASED);
    assertThat(store().claim(id, "a", SENT)).isTrue();
    assertThat(store().claim(id, "a", SENT)).isFalse();
    assertThat(store().find(id).orElseThrow().sent()).containsExactly(SENT);
  }

  @Test
  void whatAnEarlierWorkerClaimed_isThere_whenTheNextTakesIt() {
    put();
    var _ = store().take(id, "a", LEASED);
    var _ = store().claim(id, "a", SENT);
    now = LEASED;
    StoredDiagnosis taken = store().take(id, "b", LEASED.plusSeconds(60)).orElseThrow();
    assertThat(taken.sent()).containsExactly(SENT);
    assertThat(store().claim(id, "b", SENT)).isFalse();
  }

  @Test
  void attempts_keepTheirOrder_andHowTheyEnded() {
    put();
    var _ = store().take(id, "a", LEASED);
    List<SentAttempt> attempts =
        IntStream.rangeClosed(1, 12)
            .mapToObj(number ->
                new SentAttempt(
                    ProbeStep.REPRODUCE, 1, number, START.plusMillis(number), end(number)))
            .toList();
    for (SentAttempt attempt : attempts) {
      var open =
          new SentAttempt(attempt.step(), attempt.call(), attempt.number(), attempt.at(), null);
      assertThat(store().claim(id, "a", open)).isTrue();
      store().record(id, attempt);
    }
    assertThat(store().find(id).orElseThrow().sent()).isEqualTo(attempts);
  }

  @Test
  void whatWasNeverClaimed_isNotRecorded() {
    put();
    store().record(id, SENT);
    assertThat(store().find(id).orElseThrow().sent()).isEmpty();
  }

  @Test
  void anEnd_isForGood_andForgetsTheRequest() {
    put();
    var _ = store().take(id, "a", LEASED);
    assertThat(store().expect(id, "a", EXPECTED)).isTrue();
    assertThat(store().find(id).orElseThrow().expectedEnd()).isEqualTo(LEASED);
    assertThat(store().finish(id, "a", ANSWER, null)).isTrue();
    assertThat(store().finish(id, "a", Ending.failed(Packed.of("{}")), null)).isFalse();
    StoredDiagnosis found = store().find(id).orElseThrow();
    assertThat(found.ending()).isEqualTo(ANSWER);
    assertThat(found.request()).isNull();
    assertThat(found.worker()).isNull();
    now = LEASED;
    assertThat(store().take(id, "b", LEASED.plusSeconds(60))).isEmpty();
  }

  @Test
  void whatAWorkerFoundOutBefore_isThere_whenTheNextTakesIt() {
    put();
    List<ConnectTime> times =
        List.of(
            ConnectTime.tcp(Duration.ofNanos(4_140_001)),
            new ConnectTime(Duration.ofMillis(4), Duration.ofMillis(9)));
    var _ = store().take(id, "a", LEASED);
    assertThat(store().expect(id, "a", EXPECTED)).isTrue();
    assertThat(store().connected(id, "a", times)).isTrue();
    now = LEASED;
    StoredDiagnosis taken = store().take(id, "b", LEASED.plusSeconds(60)).orElseThrow();
    assertThat(taken.expected()).isEqualTo(EXPECTED);
    assertThat(taken.earlierRun()).isEqualTo(new EarlierRun(times, List.of(), false, null));
    assertThat(store().connected(id, "a", List.of())).isFalse();
  }

  @Test
  void whatIsToBeFollowedUp_isTakenFromThenOn_andEndsAnew_butClaimsNothing() {
    put();
    var _ = store().take(id, "a", LEASED);
    assertThat(store().claim(id, "a", SENT)).isTrue();
    assertThat(store().finish(id, "a", ANSWER, FOLLOW_UP)).isTrue();
    StoredDiagnosis answered = store().find(id).orElseThrow();
    assertThat(answered.ending()).isEqualTo(ANSWER);
    assertThat(answered.request()).isNull();
    assertThat(answered.followUp()).isEqualTo(FOLLOW_UP);
    assertThat(answered.due(now)).isFalse();
    assertThat(store().take(id, "b", LEASED)).isEmpty();
    now = LEASED;
    assertThat(answered.due(now)).isTrue();
    StoredDiagnosis taken = store().take(id, "b", LEASED.plusSeconds(60)).orElseThrow();
    assertThat(taken.ending()).isEqualTo(ANSWER);
    assertThat(taken.earlierRun())
        .isEqualTo(new EarlierRun(List.of(), List.of(SENT), true, FOLLOW_UP.stopped()));
    assertThat(store().take(id, "c", LEASED.plusSeconds(60))).isEmpty();
    var next = new SentAttempt(ProbeStep.MEASURE, 2, 1, LEASED, null);
    assertThat(store().claim(id, "b", next)).isFalse();
    assertThat(store().renew(id, "b", LEASED.plusSeconds(90))).isTrue();
    Ending lastWord = Ending.failed(Packed.of("{}"));
    assertThat(store().finish(id, "b", lastWord, null)).isTrue();
    StoredDiagnosis ended = store().find(id).orElseThrow();
    assertThat(ended.ending()).isEqualTo(lastWord);
    assertThat(ended.followUp()).isNull();
    now = LEASED.plusSeconds(120);
    assertThat(ended.due(now)).isFalse();
    assertThat(store().take(id, "d", now.plusSeconds(60))).isEmpty();
  }

  @Test
  void whatEndedAsPlanned_mayBeFollowedUpToo() {
    put();
    var _ = store().take(id, "a", LEASED);
    FollowUp ended = new FollowUp(Packed.of("{}"), null, LEASED);
    assertThat(store().finish(id, "a", ANSWER, ended)).isTrue();
    StoredDiagnosis found = store().find(id).orElseThrow();
    assertThat(found.followUp()).isEqualTo(ended);
    assertThat(found.earlierRun()).isEqualTo(new EarlierRun(List.of(), List.of(), true, null));
  }

  @Test
  void aFailure_isKept_withoutAPage() {
    put();
    var _ = store().take(id, "a", LEASED);
    Ending failure = Ending.failed(Packed.of("{\"status\": \"failed\"}"));
    assertThat(store().finish(id, "a", failure, null)).isTrue();
    assertThat(store().find(id).orElseThrow().ending()).isEqualTo(failure);
  }

  @Test
  void ofManyAtOnce_oneTakesIt_andOneClaims() throws Exception {
    put();
    assertThat(successes(n -> store().take(id, "worker " + n, LEASED).isPresent())).isEqualTo(1);
    String worker = store().find(id).map(StoredDiagnosis::worker).orElseThrow();
    assertThat(successes(n -> store().claim(id, worker, SENT))).isEqualTo(1);
  }

  private interface Try {
    boolean succeeds(int number);
  }

  private static long successes(Try one) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tries =
          IntStream.range(0, 10)
              .<Callable<Boolean>>mapToObj(number -> () -> one.succeeds(number))
              .toList();
      long successes = 0;
      for (Future<Boolean> tried : threads.invokeAll(tries)) {
        successes += tried.get() ? 1 : 0;
      }
      return successes;
    }
  }

  private static SentAttempt.End end(int number) {
    Instant at = START.plusMillis(number).plusMillis(1);
    return number % 2 == 0
        ? new SentAttempt.End(
            at, AttemptOutcome.ANSWERED, null, "request " + number, Duration.ofNanos(70_123_456))
        : new SentAttempt.End(
            at, AttemptOutcome.REFUSED, ThrottleReason.RESERVED_CONCURRENCY, null, null);
  }

  private boolean put() {
    return store().put(new NewDiagnosis(id, REQUEST, START, EXPIRES));
  }
}
