package dev.unthrottle.app.cli;

import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.app.LongDiagnoses;
import dev.unthrottle.app.Worker;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes long diagnoses on threads of this process, which keeps them in its memory. */
final class LocalWorkers implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Console console;
  private final Worker worker;
  private final LongDiagnoses longDiagnoses;

  LocalWorkers(Diagnoses diagnoses, ClientCatalog catalog, Clock clock, Console console) {
    this.console = console;
    DiagnosisStore store = DiagnosisStore.inMemory(clock);
    this.worker = new Worker(store, diagnoses, catalog, clock);
    this.longDiagnoses =
        new LongDiagnoses(store, this::launch, clock, Thread::sleep, new SecureRandom());
  }

  LongDiagnoses longDiagnoses() {
    return longDiagnoses;
  }

  private void launch(String id) {
    threads.execute(() -> work(id));
  }

  private void work(String id) {
    try {
      var _ = worker.run(id, null, diagnosis -> console.say("made " + diagnosis.id()));
    } catch (RuntimeException e) {
      console.say("unexpected: " + e);
    }
  }

  /** Interrupts the workers: a probe that is interrupted invokes nothing more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
