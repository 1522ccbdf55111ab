package dev.unthrottle.diagnosis.cause;

import static dev.unthrottle.client.AttemptOutcome.REFUSED;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Attempt;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A refusal of the first attempt of one of the probe's steps: nothing of its own was running then.
 *
 * @param at when the attempt was sent
 * @param attempt what was refused
 */
record RefusedAtOnce(Instant at, Attempt attempt) {

  /** The first one that Lambda gave this reason for, or none that was told. */
  static Optional<RefusedAtOnce> of(CaseFile file, ThrottleReason reason) {
    return Stream.of(ProbeStep.MEASURE, ProbeStep.REPRODUCE)
        .flatMap(
            step -> Stream.ofNullable(file.probe()).flatMap(probe -> probe.step(step).stream()))
        .flatMap(step -> in(step, reason).stream())
        .findFirst();
  }

  private static Optional<RefusedAtOnce> in(StepRecord step, ThrottleReason reason) {
    return step.timeline().attempts().stream()
        .filter(attempt -> attempt.number() == 1 && attempt.outcome() == REFUSED)
        .filter(attempt -> attempt.reason() == null || attempt.reason().equals(reason))
        .findFirst()
        .map(attempt -> new RefusedAtOnce(step.origin().plus(attempt.start()), attempt));
  }

  /** Whether Lambda named its reason. */
  boolean isNamed() {
    return attempt.reason() != null;
  }

  /** What the probe saw, with the end of its sentence. */
  Reason seen(String end) {
    return new Reason(
        "The probe's first attempt was refused while no execution of its own was running" + end,
        Source.PROBE,
        at,
        attempt.requestId());
  }
}
