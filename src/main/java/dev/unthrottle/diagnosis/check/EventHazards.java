package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.Optional;

/** What can be wrong with events that wait in Lambda's own queue. */
final class EventHazards {

  private EventHazards() {}

  static Optional<Clue> ageBelowFunctionTimeout(Setup.Asynchronous events) {
    Duration timeout = events.function().timeout();
    Duration age = events.maximumAge();
    return timeout != null && age != null && age.compareTo(timeout) < 0
        ? Optional.of(
            new Clue(
                "%s may run for %s, and its events wait %s at most."
                    .formatted(events.function().name(), Phrase.of(timeout), Phrase.of(age)),
                "While runs hold all slots, an event is refused and tried again; a run that began with it can hold its slot for another %s after it was dropped."
                    .formatted(Phrase.of(timeout.minus(age))),
                "Let events wait longer than the function can run, and give what is dropped a destination.",
                "MaximumEventAgeInSeconds: " + Setup.Asynchronous.LONGEST_AGE.toSeconds()))
        : Optional.empty();
  }
}
