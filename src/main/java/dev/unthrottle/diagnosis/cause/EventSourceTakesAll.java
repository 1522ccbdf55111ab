package dev.unthrottle.diagnosis.cause;

import static java.util.stream.Collectors.joining;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Crowd;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.RefusedPeriod;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.EventSources.Mapping;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Predicts an event source mapping that may take as many slots as there are, and slots that are
 * full of executions. Nothing tells who an execution was for, so it is never more than likely.
 */
final class EventSourceTakesAll implements Hypothesis {

  @Override
  public Cause cause() {
    return Cause.EVENT_SOURCE_TAKES_ALL;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        EventSourceTakesAll::mapped,
        EventSourceTakesAll::mayTakeAll,
        Refusals::known,
        Refusals::notOnlyItsOwn,
        EventSourceTakesAll::busy,
        Refusals::error);
  }

  @Override
  public String nothingSeen() {
    return "The event source mappings could not be read, and nothing else says that one takes every slot.";
  }

  @Override
  public Story story(CaseFile file) {
    String services =
        file.evidence().surroundings().eventSources().value().stream()
            .flatMap(sources -> sources.active().stream())
            .map(Mapping::service)
            .distinct()
            .collect(joining(" and "));
    String slots = file.limit().map(all -> Phrase.count(all, "slot")).orElse("slots");
    String source =
        services.isEmpty() ? "An event source" : "The function's event source (" + services + ")";
    return new Story(
        "%s takes all %s, and direct calls are refused.".formatted(source, slots),
        "%s may take all %s when direct calls come.".formatted(source, slots),
        List.of(
            "Give the mapping a maximum concurrency below the slots that there are (for SQS at least 2:"
                + " aws lambda update-event-source-mapping --scaling-config MaximumConcurrency=2), so"
                + " that direct calls find one.",
            "Or give the direct calls a function of their own, or reserve more: the sum of the"
                + " mappings' maximum concurrencies plus what direct calls need."));
  }

  @Override
  public Set<Cause> broughtAbout() {
    return Set.of(Cause.RESERVED_CONCURRENCY_SATURATED, Cause.ACCOUNT_CONCURRENCY_EXHAUSTED);
  }

  /** A client that can't wait collides with itself in any crowd; the crowd refuses all alike. */
  @Override
  public Set<Cause> mendedAfter(CaseFile file) {
    return Set.of(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  private static Trace mapped(CaseFile file) {
    @Nullable EventSources sources = sources(file);
    if (sources == null) {
      return new Trace.Unknown(
          "The event source mappings (lambda:ListEventSourceMappings): one may take every slot.");
    }
    return sources.active().isEmpty() && sources.complete()
        ? new Trace.Contradicted("No event source mapping invokes the function.")
        : Trace.SILENT;
  }

  private static @Nullable EventSources sources(CaseFile file) {
    return file.evidence().surroundings().eventSources().value().orElse(null);
  }

  private static Trace mayTakeAll(CaseFile file) {
    @Nullable EventSources sources = sources(file);
    int slots = file.limit().orElse(1);
    if (slots == 0) {
      return new Trace.Contradicted("There is no slot that an event source could take.");
    }
    if (sources == null || sources.active().isEmpty() || file.limit().isEmpty()) {
      return Trace.SILENT;
    }
    OptionalInt most = most(sources.active());
    if (most.isPresent() && most.getAsInt() < slots) {
      return new Trace.Contradicted(
          "The event source mappings take %s at most, of %d."
              .formatted(Phrase.count(most.getAsInt(), "slot"), slots));
    }
    return Trace.supporting(
        Source.SETTINGS,
        most.isPresent()
            ? "The event source mappings may take %s at once, and there are %d."
                .formatted(Phrase.count(most.getAsInt(), "slot"), slots)
            : "An event source mapping without a maximum concurrency may take every one of %s (%s)."
                .formatted(
                    Phrase.count(slots, "slot"),
                    sources.active().stream().map(Mapping::source).collect(joining(", "))));
  }

  /** What all of them may take at once; empty where one has no limit. */
  private static OptionalInt most(List<Mapping> mappings) {
    int sum = 0;
    for (Mapping mapping : mappings) {
      if (mapping.maximumConcurrency() == null) {
        return OptionalInt.empty();
      }
      sum += mapping.maximumConcurrency();
    }
    return OptionalInt.of(sum);
  }

  private static Trace busy(CaseFile file) {
    @Nullable EventSources sources = sources(file);
    int slots = file.limit().orElse(0);
    List<RefusedPeriod> periods = Refusals.periods(file);
    if (sources == null || sources.active().isEmpty() || periods.isEmpty() || slots == 0) {
      return Trace.SILENT;
    }
    List<RefusedPeriod> full = periods.stream().filter(one -> one.fills(slots)).toList();
    if (full.isEmpty()) {
      return Refusals.completeMetrics(file)
          ? new Trace.Contradicted(
              "In no period with refusals were all %s in use."
                  .formatted(Phrase.count(slots, "slot")))
          : Trace.SILENT;
    }
    String busy =
        "All %s were in use in %d of the %s with refusals."
            .formatted(
                Phrase.count(slots, "slot"), full.size(), Phrase.count(periods.size(), "period"));
    return crowded(file, slots)
        ? Trace.telling(Source.METRICS, busy)
        : Trace.fitting(Source.METRICS, busy);
  }

  /**
   * Whether executions that came and went filled slots that only this function has. A pool that
   * functions share is full of whoever calls any of them, and nothing tells who that was.
   */
  private static boolean crowded(CaseFile file, int slots) {
    return !Refusals.sharesAPool(file)
        && file.evidence()
            .metrics()
            .value()
            .flatMap(Crowd::in)
            .filter(crowd -> crowd.fills(slots))
            .isPresent();
  }
}
