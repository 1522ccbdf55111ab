package dev.unthrottle.diagnosis.store;

import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps diagnoses in memory; what has expired is swept out whenever something new comes in. */
final class MemoryStore implements DiagnosisStore {

  private final InstantSource clock;
  private final Map<String, StoredDiagnosis> diagnoses = new HashMap<>();
  private final Map<String, Key> keys = new HashMap<>();

  private record Key(KeyUse use, Instant expires) {}

  MemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized boolean put(NewDiagnosis one) {
    sweep();
    StoredDiagnosis stored =
        new StoredDiagnosis(
            one.id(),
            one.request(),
            one.created(),
            one.expires(),
            null,
            null,
            0,
            null,
            List.of(),
            null);
    return diagnoses.putIfAbsent(one.id(), stored) == null;
  }

  @Override
  public synchronized Optional<StoredDiagnosis> find(String id) {
    return Optional.ofNullable(diagnoses.get(id)).filter(one -> !expired(one.expires()));
  }

  @Override
  public synchronized void delete(String id) {
    diagnoses.remove(id);
  }

  @Override
  public synchronized KeyUse useKey(String key, KeyUse use, Instant expires) {
    sweep();
    Key first = keys.putIfAbsent(key, new Key(use, expires));
    return first == null ? use : first.use();
  }

  @Override
  public synchronized Optional<StoredDiagnosis> take(String id, String worker, Instant until) {
    return find(id)
        .filter(one -> one.abandoned(clock.instant()))
        .map(one -> change(one, worker, until, one.takes() + 1));
  }

  @Override
  public synchronized boolean renew(String id, String worker, Instant until) {
    return ifOwn(id, worker, one -> change(one, worker, until, one.takes()));
  }

  @Override
  public synchronized boolean expect(String id, String worker, Instant end) {
    return ifOwn(
        id,
        worker,
        one ->
            keep(
                new StoredDiagnosis(
                    id,
                    one.request(),
                    one.created(),
                    one.expires(),
                    worker,
                    one.leasedUntil(),
                    one.takes(),
                    end,
                    one.sent(),
                    null)));
  }

  @Override
  public synchronized boolean claim(String id, String worker, SentAttempt attempt) {
    boolean claimed =
        find(id).stream()
            .flatMap(one -> one.sent().stream())
            .anyMatch(one -> one.key().equals(attempt.key()));
    return !claimed && ifOwn(id, worker, one -> withSent(one, add(one.sent(), attempt)));
  }

  @Override
  public synchronized void record(String id, SentAttempt attempt) {
    var _ = find(id).map(one -> withSent(one, replace(one.sent(), attempt)));
  }

  @Override
  public synchronized boolean finish(String id, String worker, Ending ending) {
    return ifOwn(
        id,
        worker,
        one ->
            keep(
                new StoredDiagnosis(
                    id,
                    null,
                    one.created(),
                    one.expires(),
                    null,
                    null,
                    one.takes(),
                    null,
                    one.sent(),
                    ending)));
  }

  private boolean ifOwn(String id, String worker, UnaryOperator<StoredDiagnosis> change) {
    return find(id).filter(one -> worker.equals(one.worker())).map(change).isPresent();
  }

  private StoredDiagnosis change(
      StoredDiagnosis one, @Nullable String worker, @Nullable Instant until, int takes) {
    return keep(
        new StoredDiagnosis(
            one.id(),
            one.request(),
            one.created(),
            one.expires(),
            worker,
            until,
            takes,
            one.expectedEnd(),
            one.sent(),
            one.ending()));
  }

  private StoredDiagnosis withSent(StoredDiagnosis one, List<SentAttempt> sent) {
    return keep(
        new StoredDiagnosis(
            one.id(),
            one.request(),
            one.created(),
            one.expires(),
            one.worker(),
            one.leasedUntil(),
            one.takes(),
            one.expectedEnd(),
            sent,
            one.ending()));
  }

  private StoredDiagnosis keep(StoredDiagnosis one) {
    diagnoses.put(one.id(), one);
    return one;
  }

  private static List<SentAttempt> add(List<SentAttempt> sent, SentAttempt attempt) {
    var more = new ArrayList<>(sent);
    more.add(attempt);
    return more;
  }

  private static List<SentAttempt> replace(List<SentAttempt> sent, SentAttempt attempt) {
    return sent.stream().map(one -> one.key().equals(attempt.key()) ? attempt : one).toList();
  }

  private boolean expired(Instant expires) {
    return !expires.isAfter(clock.instant());
  }

  private void sweep() {
    diagnoses.values().removeIf(one -> expired(one.expires()));
    keys.values().removeIf(key -> expired(key.expires()));
  }
}
