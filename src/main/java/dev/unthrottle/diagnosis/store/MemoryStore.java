package dev.unthrottle.diagnosis.store;

import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.time.InstantSource;
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
    return diagnoses.putIfAbsent(one.id(), StoredDiagnosis.of(one)) == null;
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
        .filter(one -> one.due(clock.instant()))
        .map(one -> keep(one.taken(worker, until)));
  }

  @Override
  public synchronized boolean renew(String id, String worker, Instant until) {
    return ifOwn(id, worker, one -> one.renewed(until));
  }

  @Override
  public synchronized boolean expect(String id, String worker, Expected expected) {
    return ifOwn(id, worker, one -> one.expecting(expected));
  }

  @Override
  public synchronized boolean connected(String id, String worker, List<ConnectTime> times) {
    return ifOwn(id, worker, one -> one.connected(times));
  }

  @Override
  public synchronized boolean claim(String id, String worker, SentAttempt attempt) {
    boolean claimable =
        find(id)
            .filter(one -> one.ending() == null)
            .filter(one -> one.sent().stream().noneMatch(it -> it.key().equals(attempt.key())))
            .isPresent();
    return claimable && ifOwn(id, worker, one -> one.claimed(attempt));
  }

  @Override
  public synchronized void record(String id, SentAttempt attempt) {
    var _ = find(id).map(one -> keep(one.recorded(attempt)));
  }

  @Override
  public synchronized boolean finish(
      String id, String worker, Ending ending, @Nullable FollowUp followUp) {
    return ifOwn(id, worker, one -> one.ended(ending, followUp));
  }

  private boolean ifOwn(String id, String worker, UnaryOperator<StoredDiagnosis> change) {
    return find(id)
        .filter(one -> worker.equals(one.worker()))
        .map(one -> keep(change.apply(one)))
        .isPresent();
  }

  private StoredDiagnosis keep(StoredDiagnosis one) {
    diagnoses.put(one.id(), one);
    return one;
  }

  private boolean expired(Instant expires) {
    return !expires.isAfter(clock.instant());
  }

  private void sweep() {
    diagnoses.values().removeIf(one -> expired(one.expires()));
    keys.values().removeIf(key -> expired(key.expires()));
  }
}
