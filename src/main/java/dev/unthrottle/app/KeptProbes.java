package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.Pause;
import dev.unthrottle.report.JsonProgress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Diagnoses with a probe for somebody who waits for the answer, kept all the same: whoever sends
 * the event again gets the same diagnosis, and a probe that is lost half-way is never made anew.
 * Safe for use by several threads.
 */
public final class KeptProbes {

  private final LongDiagnoses kept;
  private final Worker worker;

  /**
   * Probes that {@code store} keeps and {@code worker} makes, on the thread of whoever asks.
   *
   * @param random names them, so it has to be hard to guess
   */
  public KeptProbes(
      DiagnosisStore store,
      Worker worker,
      InstantSource clock,
      Pause pause,
      RandomGenerator random) {
    this.kept = new LongDiagnoses(store, _ -> {}, clock, pause, random);
    this.worker = worker;
  }

  /**
   * Answers a request document.
   *
   * @param requestId what a repeated event shares with the first
   * @param timeLeft how long the answer may take, {@code null} for as long as it needs
   * @param made hears of a diagnosis that was made
   * @return the answer or why there is none, or its progress while somebody else makes it
   * @throws ProblemException if the document is wrong
   */
  public JsonNode answer(
      JsonNode document,
      ClientCatalog catalog,
      String requestId,
      @Nullable Duration timeLeft,
      Consumer<Diagnosis> made) {
    var _ = RequestReader.read(document, catalog);
    String id = kept.begin(document, IdempotencyKey.ofEvent(requestId));
    var _ = worker.run(id, timeLeft, made);
    StoredDiagnosis found = kept.find(id);
    return found.ending() == null
        ? JsonProgress.running(found)
        : JsonTree.parse(KeptAnswer.ofPost(found, false).body());
  }
}
