package dev.unthrottle.diagnosis;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.diagnosis.advice.Advisor;
import dev.unthrottle.diagnosis.advice.Alternatives;
import dev.unthrottle.diagnosis.advice.Measurements;
import dev.unthrottle.diagnosis.advice.Prescription;
import dev.unthrottle.diagnosis.advice.Retries;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Forecast;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.diagnosis.cause.Judge;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.probe.Invoker;
import dev.unthrottle.probe.Pause;
import dev.unthrottle.probe.ProbeJournal;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.probe.ProbePlan;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeRequest;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.Prober;
import dev.unthrottle.probe.RequestTime;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes diagnoses: gathers evidence, probes if asked to, names the cause, and finds what ends it.
 */
public final class Diagnostician {

  private final ClientCatalog catalog;
  private final EvidenceSource source;
  private final Invoker invoker;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final ProbeListener listener;
  private final ProbeJournal journal;

  /**
   * A diagnostician for one diagnosis.
   *
   * @param catalog the clients that it knows
   * @param source where evidence comes from
   * @param invoker what a probe invokes functions with
   * @param clock the time
   * @param pause what a probe waits with
   * @param random seeds simulations and draws a reproduction's backoff
   * @param listener hears what a probe does
   * @param journal remembers what a probe has sent
   */
  public Diagnostician(
      ClientCatalog catalog,
      EvidenceSource source,
      Invoker invoker,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      ProbeListener listener,
      ProbeJournal journal) {
    this.catalog = catalog;
    this.source = source;
    this.invoker = invoker;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.listener = listener;
    this.journal = journal;
  }

  /**
   * Answers a request. What can't be had on the way is named in the answer.
   *
   * @throws IllegalArgumentException if the client has no such version, mode or setting
   */
  public Diagnosis diagnose(DiagnosisRequest request) {
    return diagnose(request, null, null);
  }

  /**
   * Answers a request in time.
   *
   * @param id names the diagnosis, {@code null} to give it a new name
   * @param deadline when a probe has to be over, {@code null} for never
   * @throws IllegalArgumentException if the client has no such version, mode or setting
   */
  public Diagnosis diagnose(
      DiagnosisRequest request, @Nullable String id, @Nullable Instant deadline) {
    @Nullable ErrorReading error =
        request.error() == null ? null : ErrorReading.read(request.error(), catalog);
    ResolvedClient client = Suspect.of(request.client(), error, catalog);
    Evidence before =
        source.gather(request.function(), Window.endingAt(clock.instant(), request.window()));
    long seed = random.nextLong();
    @Nullable ProbeRecord probe = probe(request, before, client, error, seed, deadline);
    Evidence evidence = afterwards(before, probe);
    CaseFile file = CaseFile.of(evidence, client, error, probe, request.client() != null, seed);
    Measurements measurements = measurements(file);
    Verdict verdict = Judge.judge(file);
    @Nullable Prescription prescription = prescribe(file, measurements, request, seed).orElse(null);
    @Nullable Outlook current = outlook(file, seed);
    return new Diagnosis(
        id == null ? DiagnosisId.at(clock.instant(), random) : id,
        clock.instant(),
        request,
        evidence,
        client,
        verdict,
        prescription == null ? null : prescription.recommendation(),
        measurements,
        timeline(file),
        file.reproduction().isPresent() ? Source.PROBE : Source.SIMULATION,
        current,
        prescription == null ? null : prescription.outlook(),
        Alternatives.of(file, current, prescription, catalog, seed),
        probe,
        source.callsMade() + (probe == null ? 0 : attempts(probe)));
  }

  private @Nullable ProbeRecord probe(
      DiagnosisRequest request,
      Evidence evidence,
      ResolvedClient client,
      @Nullable ErrorReading error,
      long seed,
      @Nullable Instant deadline) {
    @Nullable ProbeRequest wanted = request.probe();
    if (wanted == null) {
      return null;
    }
    ProbePlan plan =
        ProbePlan.of(request.function(), wanted, evidence, client.client(), clock.instant());
    Optional<FunctionSettings> settings = evidence.settings().value();
    boolean begun = journal.earlier().began();
    if (settings.isEmpty() || (!begun && (request.planOnly() || !plan.permitted()))) {
      return ProbeRecord.notRun(plan);
    }
    return new Prober(invoker, source, clock, pause, random, listener, journal)
        .run(
            plan,
            settings.get(),
            client.client(),
            soFar -> remedy(CaseFile.of(evidence, client, error, soFar, seed), request, seed),
            deadline);
  }

  /** The evidence with the logs read again, so that a probe's own executions are part of it. */
  private Evidence afterwards(Evidence before, @Nullable ProbeRecord probe) {
    Optional<FunctionSettings> settings = before.settings().value();
    if (probe == null || probe.steps().isEmpty() || settings.isEmpty()) {
      return before;
    }
    Window toNow = new Window(before.window().from(), clock.instant());
    try {
      Observation<LogEvidence> logs = source.logs(settings.get(), toNow);
      return logs.value().isPresent() ? before.withLogs(logs) : before;
    } catch (RuntimeException e) {
      return before; // whatever fails here, the answer has to tell what the probe did
    }
  }

  private Optional<Client> remedy(CaseFile soFar, DiagnosisRequest request, long seed) {
    return prescribe(soFar, measurements(soFar), request, seed).map(Prescription::patient);
  }

  private Optional<Prescription> prescribe(
      CaseFile file, Measurements measurements, DiagnosisRequest request, long seed) {
    return Advisor.advise(file, measurements)
        .map(advice ->
            request.idempotent() ? Retries.decided(advice, file, request.caller(), seed) : advice)
        .flatMap(advice -> Prescription.of(advice, file, request.caller(), catalog, seed));
  }

  /**
   * What a call has to expect now: among the crowd that fills the slots, if there is one, else
   * alone.
   */
  private static @Nullable Outlook outlook(CaseFile file, long seed) {
    @Nullable FunctionModel function = file.function();
    if (file.forecast() == null || function == null) {
      return null;
    }
    return file.crowd()
        .map(crowd ->
            Forecast.among(
                crowd.callsPerSecond(), file.client(), function, file.limit().orElseThrow(), seed))
        .orElse(file.forecast().outlook());
  }

  private static Measurements measurements(CaseFile file) {
    @Nullable ProbeRecord probe = file.probe();
    return new Measurements(
        probe == null ? List.of() : probe.connectTimes(),
        probe == null ? List.of() : cleanRequests(probe),
        file.evidence().logs().value().flatMap(LogEvidence::durations).orElse(null));
  }

  private static List<RequestTime> cleanRequests(ProbeRecord probe) {
    return probe.step(ProbeStep.MEASURE).map(StepRecord::requestTimes).orElse(List.of());
  }

  private static Timeline timeline(CaseFile file) {
    return file.reproduction()
        .map(StepRecord::timeline)
        .orElseGet(() -> file.forecast() == null ? Timeline.EMPTY : file.forecast().example());
  }

  private static int attempts(ProbeRecord probe) {
    return probe.steps().stream().mapToInt(step -> step.timeline().attempts().size()).sum();
  }
}
