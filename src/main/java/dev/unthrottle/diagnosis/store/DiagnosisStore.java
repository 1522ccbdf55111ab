package dev.unthrottle.diagnosis.store;

import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps diagnoses while they are made and until they expire. Every change is atomic, and every
 * change by a worker is made only while that worker has the diagnosis, so that a worker that was
 * thought lost can't meddle with its successor's work. Safe for use by several threads, and by
 * several machines where the implementation is.
 */
public interface DiagnosisStore {

  /** A store in this process's memory, which forgets everything when the process ends. */
  static DiagnosisStore inMemory(InstantSource clock) {
    return new MemoryStore(clock);
  }

  /** Puts a diagnosis, unless its name is taken; says whether it did. */
  boolean put(NewDiagnosis diagnosis);

  /** The diagnosis of that name, unless it has expired. */
  Optional<StoredDiagnosis> find(String id);

  /** Forgets a diagnosis. */
  void delete(String id);

  /**
   * Gives a key to a diagnosis, unless another one has it.
   *
   * @return the use of the key that counts from now on: {@code use}, or the one that was first
   */
  KeyUse useKey(String key, KeyUse use, Instant expires);

  /**
   * Takes up a diagnosis that has not ended, or that is to be followed up by now, and that nobody
   * has, or whose worker's lease is over.
   *
   * @param worker the name of whoever takes it, another one each time
   * @return the diagnosis as it is now, or nothing if it isn't there to be taken
   */
  Optional<StoredDiagnosis> take(String id, String worker, Instant until);

  /** Prolongs a worker's lease; false if it isn't the worker's any more. */
  boolean renew(String id, String worker, Instant until);

  /** Keeps what the worker expects; false if the diagnosis isn't the worker's any more. */
  boolean expect(String id, String worker, Expected expected);

  /** Keeps how long connecting took; false if the diagnosis isn't the worker's any more. */
  boolean connected(String id, String worker, List<ConnectTime> times);

  /**
   * Claims an attempt, durably before this returns.
   *
   * @return false if it was claimed before, if the diagnosis isn't the worker's any more, or if it
   *     is only followed up
   */
  boolean claim(String id, String worker, SentAttempt attempt);

  /** Keeps how a claimed attempt ended, whoever has the diagnosis by now. */
  void record(String id, SentAttempt attempt);

  /**
   * Ends a diagnosis and forgets its request; false if it isn't the worker's any more.
   *
   * @param followUp what is left to be done, {@code null} to end it for good
   */
  boolean finish(String id, String worker, Ending ending, @Nullable FollowUp followUp);

  /**
   * What a key was used for.
   *
   * @param id the diagnosis
   * @param requestDigest tells the request from others
   */
  record KeyUse(String id, String requestDigest) {}
}
