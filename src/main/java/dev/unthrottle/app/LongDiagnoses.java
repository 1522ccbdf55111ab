package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.app.Problem.Kind;
import dev.unthrottle.diagnosis.DiagnosisId;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.DiagnosisStore.KeyUse;
import dev.unthrottle.diagnosis.store.NewDiagnosis;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.Pause;
import dev.unthrottle.report.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Diagnoses that may outlast the wait of whoever asks: each is put into the store, a worker makes
 * it, and the asker waits as long as that makes sense. Safe for use by several threads.
 */
public final class LongDiagnoses {

  /** How long a diagnosis and a key are kept. */
  public static final Duration KEPT = Duration.ofHours(24);

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final DiagnosisStore store;
  private final Launcher launcher;
  private final InstantSource clock;
  private final Pause pause;
  private final RandomGenerator random;

  /** Gets a worker to work. */
  @FunctionalInterface
  public interface Launcher {
    /** Has a worker make that diagnosis, elsewhere, and returns at once. */
    void launch(String id);
  }

  /**
   * Long diagnoses.
   *
   * @param random names them, so it has to be hard to guess
   */
  public LongDiagnoses(
      DiagnosisStore store,
      Launcher launcher,
      InstantSource clock,
      Pause pause,
      RandomGenerator random) {
    this.store = store;
    this.launcher = launcher;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Has a request's diagnosis made, unless its key was used for the same request before.
   *
   * @return the diagnosis's name
   * @throws ProblemException if the key was used for another request
   */
  String begin(JsonNode document, @Nullable IdempotencyKey key) {
    String text = JsonText.compact(document);
    Instant now = clock.instant();
    String id = put(text, now);
    if (key == null) {
      launcher.launch(id);
      return id;
    }
    KeyUse use = new KeyUse(id, IdempotencyKey.digest(text));
    KeyUse first = store.useKey(key.digest(), use, expires(now));
    if (first.id().equals(id)) {
      launcher.launch(id);
      return id;
    }
    store.delete(id);
    requireSame(use, first);
    return first.id();
  }

  private String put(String text, Instant now) {
    Packed request = Packed.of(text);
    if (request.size() > NewDiagnosis.LARGEST_REQUEST) {
      throw new ProblemException(
          Problem.of(
              Kind.TOO_LARGE,
              "A request that has to be kept takes at most %d bytes when packed. Found: %d."
                  .formatted(NewDiagnosis.LARGEST_REQUEST, request.size())));
    }
    String id = DiagnosisId.at(now, random);
    if (!store.put(new NewDiagnosis(id, request, now, expires(now)))) {
      throw new IllegalStateException("Two diagnoses can't have the name " + id);
    }
    return id;
  }

  private static Instant expires(Instant now) {
    return now.plus(KEPT).truncatedTo(ChronoUnit.SECONDS);
  }

  private static void requireSame(KeyUse use, KeyUse first) {
    if (!use.requestDigest().equals(first.requestDigest())) {
      throw new ProblemException(
          Problem.of(
              Kind.KEY_REUSED,
              "This Idempotency-Key was sent with another body within the last %d h. Nothing was done. Send a new key."
                  .formatted(KEPT.toHours())));
    }
  }

  /**
   * The diagnosis of that name. One that has lost its worker, never had one, or is to be followed
   * up, gets another.
   *
   * @throws ProblemException if there is none
   */
  StoredDiagnosis find(String id) {
    StoredDiagnosis found =
        Optional.of(id)
            .filter(DiagnosisId::isOne)
            .flatMap(store::find)
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                        Kind.NO_SUCH_DIAGNOSIS,
                        "There is none of that name, or it is older than %d h."
                            .formatted(KEPT.toHours()))));
    if (needsAWorker(found)) {
      launcher.launch(id);
    }
    return found;
  }

  /** A diagnosis that nobody has taken may be on its way to its first worker. */
  private boolean needsAWorker(StoredDiagnosis one) {
    Instant now = clock.instant();
    return one.due(now) && one.created().plus(Worker.LEASE).isBefore(now);
  }

  /** Waits until a diagnosis has ended, or can't be expected to end within {@code patience}. */
  StoredDiagnosis await(String id, Duration patience) {
    Instant until = clock.instant().plus(patience);
    StoredDiagnosis found = find(id);
    while (found.ending() == null && worthWaiting(found, until)) {
      if (!slept()) {
        return found;
      }
      found = find(id);
    }
    return found;
  }

  private boolean worthWaiting(StoredDiagnosis one, Instant until) {
    Instant end = one.expectedEnd();
    return clock.instant().plus(LOOK_EVERY).isBefore(until) && (end == null || !end.isAfter(until));
  }

  private boolean slept() {
    try {
      pause.sleep(LOOK_EVERY);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** When it is worth asking again. */
  Duration retryAfter(StoredDiagnosis one) {
    Instant end = one.expectedEnd();
    long seconds = end == null ? 2 : Duration.between(clock.instant(), end).toSeconds();
    return Duration.ofSeconds(Math.clamp(seconds, 1, 15));
  }
}
