package dev.unthrottle.diagnosis;

import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.advice.Alternative;
import dev.unthrottle.diagnosis.advice.Measurements;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole answer.
 *
 * @param id names this diagnosis; time-ordered and unique
 * @param at when it was made
 * @param request what was asked
 * @param evidence what was looked at
 * @param client the client that it is about
 * @param verdict the cause
 * @param recommendation what ends it, or {@code null} if nothing can be recommended
 * @param measurements what was measured
 * @param timeline one call under the current settings
 * @param timelineSource where the timeline comes from: a probe, or a simulation
 * @param current what a call has to expect now, {@code null} if the function's durations are
 *     unknown
 * @param recommended what it has to expect with the recommended settings, likewise
 * @param alternatives what it has to expect with these and with other settings, side by side; empty
 *     where {@code current} is {@code null}
 * @param probe what the probe did, {@code null} if none was asked for
 * @param awsCalls how many calls to AWS the diagnosis made, the probe's included
 */
public record Diagnosis(
    String id,
    Instant at,
    DiagnosisRequest request,
    Evidence evidence,
    ResolvedClient client,
    Verdict verdict,
    @Nullable Recommendation recommendation,
    Measurements measurements,
    Timeline timeline,
    Source timelineSource,
    @Nullable Outlook current,
    @Nullable Outlook recommended,
    List<Alternative> alternatives,
    @Nullable ProbeRecord probe,
    int awsCalls) {

  /** Copies the list. */
  public Diagnosis {
    alternatives = List.copyOf(alternatives);
  }

  /** The call with the recommended settings, where a probe made it. */
  public Optional<Timeline> proof() {
    return Optional.ofNullable(probe)
        .flatMap(record -> record.step(ProbeStep.PROVE))
        .map(StepRecord::timeline);
  }

  /** All that couldn't be had: of the evidence, and of what the probe did. */
  public List<Gap> gaps() {
    Optional<Gap> others =
        probe == null || evidence.metrics().gap().isPresent()
            ? Optional.empty()
            : probe.foreignRefusalsGap();
    return Stream.concat(evidence.gaps().stream(), others.stream()).toList();
  }
}
