package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.app.Problem.Kind;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.Ending;
import dev.unthrottle.diagnosis.store.FollowUp;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoreException;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.SentAttempt;
import dev.unthrottle.report.HtmlReport;
import dev.unthrottle.report.JsonProgress;
import dev.unthrottle.report.JsonReport;
import dev.unthrottle.report.JsonText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the diagnoses that the store keeps: takes one up, makes it, and keeps how it ended. It may
 * be lost at any moment, and begun again by anybody: a diagnosis has one worker at a time, and its
 * probe is sent at most once whoever that is. One that was answered too early is followed up: its
 * probe's executions are looked for again, and nothing is sent. Safe for use by several threads.
 */
public final class Worker {

  /** How long a worker that gives no sign of life keeps its diagnosis. */
  public static final Duration LEASE = Duration.ofSeconds(45);

  /** The first worker, and the two times that Lambda repeats an event; none has ended it. */
  private static final int MOST_TAKES = 3;

  private final DiagnosisStore store;
  private final Making making;
  private final ClientCatalog catalog;
  private final InstantSource clock;
  private final Duration lease;

  /** Makes a diagnosis while {@code course} accompanies it; {@link Diagnoses} does. */
  @FunctionalInterface
  interface Making {
    /** As {@link Diagnoses#make(DiagnosisRequest, Course)}. */
    Diagnosis make(DiagnosisRequest request, Course course);
  }

  /** A worker that takes diagnoses from {@code store}. */
  public Worker(
      DiagnosisStore store, Diagnoses diagnoses, ClientCatalog catalog, InstantSource clock) {
    this(store, diagnoses::make, catalog, clock, LEASE);
  }

  Worker(
      DiagnosisStore store,
      Making making,
      ClientCatalog catalog,
      InstantSource clock,
      Duration lease) {
    this.store = store;
    this.making = making;
    this.catalog = catalog;
    this.clock = clock;
    this.lease = lease;
  }

  /** What became of a worker's try. */
  public enum Outcome {
    /** It has ended, by this worker or by an earlier one, or is forgotten. */
    ENDED,
    /** Another worker has it. */
    TAKEN
  }

  /**
   * Makes a diagnosis, if nobody else does.
   *
   * @param timeLeft how long it may take, {@code null} for as long as it needs
   * @param made hears of a diagnosis that was made
   */
  public Outcome run(String id, @Nullable Duration timeLeft, Consumer<Diagnosis> made) {
    String worker = UUID.randomUUID().toString();
    Optional<StoredDiagnosis> taken = store.take(id, worker, clock.instant().plus(lease));
    if (taken.isEmpty()) {
      boolean runs = store.find(id).filter(one -> one.ending() == null).isPresent();
      return runs ? Outcome.TAKEN : Outcome.ENDED;
    }
    var course = new StoredCourse(store, taken.get(), worker, timeLeft, clock);
    try (var _ =
        Heartbeat.start(lease, () -> store.renew(id, worker, clock.instant().plus(lease)))) {
      End end = made(taken.get(), course, made);
      var _ = store.finish(id, worker, end.ending(), end.followUp());
    }
    return Outcome.ENDED;
  }

  /** How it ends, and what is left to be done. */
  private record End(Ending ending, @Nullable FollowUp followUp) {}

  private End made(StoredDiagnosis taken, StoredCourse course, Consumer<Diagnosis> made) {
    try {
      requireHope(taken);
      JsonNode document = JsonTree.parse(asked(taken).text());
      Diagnosis diagnosis = making.make(RequestReader.read(document, catalog), course);
      if (taken.ending() == null) {
        made.accept(diagnosis);
      }
      return new End(
          answered(diagnosis), LaterLooks.after(taken, document, diagnosis, clock.instant()));
    } catch (ProblemException e) {
      return failed(taken, e.problem(), course);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      return failed(taken, Problem.of(Kind.UNEXPECTED, "It failed with %s.".formatted(e)), course);
    }
  }

  private static Packed asked(StoredDiagnosis taken) {
    return taken.followUp() == null
        ? Objects.requireNonNull(taken.request())
        : taken.followUp().request();
  }

  private static void requireHope(StoredDiagnosis taken) {
    if (taken.ending() == null && taken.takes() > MOST_TAKES) {
      throw new ProblemException(
          Problem.of(
              Kind.WORKER_LOST,
              "%d workers were lost with it, so it isn't begun again.".formatted(MOST_TAKES)));
    }
  }

  private static Ending answered(Diagnosis diagnosis) {
    Packed document = Packed.of(JsonText.compact(JsonReport.of(diagnosis)));
    if (!Ending.fits(document)) {
      throw new ProblemException(
          Problem.of(
              Kind.ANSWER_TOO_LARGE,
              "It takes %d bytes even when packed, and %d are kept. Ask with a shorter window."
                  .formatted(document.size(), Ending.LARGEST)));
    }
    return Ending.completed(document, Packed.of(HtmlReport.of(diagnosis)));
  }

  /** An answer that was given stays, when a later look fails. */
  private End failed(StoredDiagnosis taken, Problem problem, StoredCourse course) {
    if (taken.ending() != null) {
      return new End(taken.ending(), LaterLooks.afterFailure(taken, clock.instant()));
    }
    List<SentAttempt> sent = store.find(taken.id()).map(StoredDiagnosis::sent).orElse(taken.sent());
    ObjectNode document =
        JsonProgress.failed(
            taken.id(), problem.json(), sent, course.mostUsdPerInvocation(), course.awsCalls());
    return new End(Ending.failed(Packed.of(JsonText.compact(document))), null);
  }
}
