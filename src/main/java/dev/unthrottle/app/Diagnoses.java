package dev.unthrottle.app;

import dev.unthrottle.app.Problem.Kind;
import dev.unthrottle.aws.AwsClients;
import dev.unthrottle.aws.AwsEvidenceSource;
import dev.unthrottle.aws.AwsInvoker;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.aws.ProbeTag;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.Diagnostician;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.probe.Pause;
import dev.unthrottle.probe.ProbeListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes diagnoses on the real AWS, or what stands in for it. The SDK's clients are built when they
 * are first needed, once for each Region. Safe for use by several threads.
 */
public final class Diagnoses implements AutoCloseable {

  private final AwsTarget target;
  private final ClientCatalog catalog;
  private final Clock clock;
  private final boolean probesAllowed;
  private final ProbeListener listener;
  private final @Nullable ProbeTag probeTag;
  private final Map<AwsTarget, AwsClients> clients = new ConcurrentHashMap<>();

  /**
   * Diagnoses of functions of {@code target}.
   *
   * @param catalog the clients that are known
   * @param clock dates what is found; it has to run at the real pace
   * @param probesAllowed whether anything may be invoked at all
   * @param listener hears what probes do
   */
  public Diagnoses(
      AwsTarget target,
      ClientCatalog catalog,
      Clock clock,
      boolean probesAllowed,
      ProbeListener listener) {
    this(
        target,
        catalog,
        clock,
        probesAllowed,
        listener,
        ProbeTag.parse(System.getenv(ProbeTag.VARIABLE)));
  }

  Diagnoses(
      AwsTarget target,
      ClientCatalog catalog,
      Clock clock,
      boolean probesAllowed,
      ProbeListener listener,
      @Nullable ProbeTag probeTag) {
    this.target = target;
    this.catalog = catalog;
    this.clock = clock;
    this.probesAllowed = probesAllowed;
    this.listener = listener;
    this.probeTag = probeTag;
  }

  /**
   * Answers a request. Nobody keeps the answer, and a probe dies with whoever waits for it.
   *
   * @param timeLeft how long the answer may take, {@code null} for as long as it needs
   * @throws ProblemException if there is nothing to look at, or the probe would take longer
   */
  public Diagnosis make(DiagnosisRequest request, @Nullable Duration timeLeft) {
    return make(request, Course.awaited(timeLeft));
  }

  /** The same, accompanied by {@code course}. */
  Diagnosis make(DiagnosisRequest request, Course course) {
    requireProbesAllowed(request);
    AwsClients aws = clients.computeIfAbsent(targetOf(request.function()), AwsClients::new);
    EvidenceSource source = new AwsEvidenceSource(aws, clock);
    AwsInvoker invoker = new AwsInvoker(aws, clock, probeTag);
    try {
      Diagnosis diagnosis =
          diagnostician(source, invoker, course).diagnose(request, course.id(), deadline(course));
      requireSomething(diagnosis.evidence(), request.error() != null);
      requireSteps(diagnosis, course);
      return diagnosis;
    } finally {
      course.ended(source.callsMade() + invoker.callsMade());
    }
  }

  private @Nullable Instant deadline(Course course) {
    Duration timeLeft = course.timeLeft();
    return timeLeft == null ? null : clock.instant().plus(timeLeft).minus(Announcement.RESERVE);
  }

  private void requireProbesAllowed(DiagnosisRequest request) {
    if (request.probe() != null && !probesAllowed) {
      throw new ProblemException(
          Problem.of(
              Kind.PROBES_OFF,
              "Whoever runs this has set UNTHROTTLE_PROBES=deny."
                  + " Ask again without probe: settings, logs and metrics are read all the same."));
    }
  }

  private AwsTarget targetOf(FunctionRef function) {
    try {
      return target.inRegionOf(function);
    } catch (IllegalArgumentException e) {
      Findings findings = new Findings();
      findings.refused("/function", e, function.toString());
      throw findings.refusal();
    }
  }

  private Diagnostician diagnostician(EvidenceSource source, AwsInvoker invoker, Course course) {
    Pause pause = Thread::sleep;
    return new Diagnostician(
        catalog,
        source,
        invoker,
        clock,
        pause,
        new Random(),
        new Announcement(course, listener),
        course.journal());
  }

  /**
   * Some gaps leave a worse answer; a function that isn't there, or all of them, leave none. To
   * whom everything is denied an error can still tell something.
   */
  private static void requireSomething(Evidence evidence, boolean hasError) {
    Gap gap = evidence.settings().gap().orElse(null);
    if (gap == null) {
      return;
    }
    if (gap.kind() == Gap.Kind.NOT_FOUND) {
      throw new ProblemException(Problem.of(Kind.NO_SUCH_FUNCTION, gap.why()));
    }
    boolean answerable = hasError && gap.kind() == Gap.Kind.ACCESS_DENIED;
    if (evidence.isBlank() && !answerable) {
      throw new ProblemException(Problem.of(kind(gap), gap.why()));
    }
  }

  /** Without the function's settings nobody can tell what became of a probe that was begun. */
  private static void requireSteps(Diagnosis diagnosis, Course course) {
    Gap gap = diagnosis.evidence().settings().gap().orElse(null);
    if (gap != null && course.journal().earlier().began()) {
      throw new ProblemException(
          Problem.of(
              kind(gap),
              "The worker that ran this probe was lost, and what became of its invocations can't be told without the function's settings: %s"
                  .formatted(gap.why())));
    }
  }

  private static Kind kind(Gap gap) {
    return switch (gap.kind()) {
      case NOT_FOUND -> Kind.NO_SUCH_FUNCTION;
      case ACCESS_DENIED, CREDENTIALS -> Kind.FORBIDDEN;
      case THROTTLED -> Kind.THROTTLED;
      case UNREACHABLE, NOT_RECORDED, INCOMPLETE, FAILED -> Kind.UNREACHABLE;
    };
  }

  /** Closes the SDK's clients. */
  @Override
  public void close() {
    clients.values().forEach(AwsClients::close);
  }
}
