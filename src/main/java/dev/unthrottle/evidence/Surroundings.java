package dev.unthrottle.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is set up around a function: who else takes its slots, and how calls come to it.
 *
 * @param routing which versions the function as it was named leads to
 * @param provisioned what is kept ready for its versions and aliases
 * @param eventSources the mappings that invoke it
 * @param async what happens to its asynchronous events
 */
public record Surroundings(
    Observation<Routing> routing,
    Observation<ProvisionedConcurrency> provisioned,
    Observation<EventSources> eventSources,
    Observation<AsyncSettings> async) {

  /** Nothing of it could be had, all for the same reason. */
  public static Surroundings missing(Gap gap) {
    return new Surroundings(
        Observation.missing(gap),
        Observation.missing(gap),
        Observation.missing(gap),
        Observation.missing(gap));
  }

  /** What could not be had. */
  List<Gap> gaps() {
    return Stream.of(routing, provisioned, eventSources, async)
        .map(Observation::gap)
        .flatMap(Optional::stream)
        .toList();
  }
}
