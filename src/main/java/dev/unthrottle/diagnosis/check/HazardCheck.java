package dev.unthrottle.diagnosis.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a rule looks for.
 *
 * @param <S> the kind of setup that it looks at
 * @param kind that kind
 * @param clues what it finds in one
 */
record HazardCheck<S extends Setup>(Class<S> kind, Function<S, List<Clue>> clues) {

  static HazardCheck<Setup.Target> function(Function<Setup.Target, Optional<Clue>> clue) {
    return new HazardCheck<>(Setup.Target.class, clue.andThen(it -> it.stream().toList()));
  }

  static HazardCheck<Setup.Call> call(Function<Setup.Call, Optional<Clue>> clue) {
    return new HazardCheck<>(Setup.Call.class, clue.andThen(it -> it.stream().toList()));
  }

  static HazardCheck<Setup.Call> calls(Function<Setup.Call, List<Clue>> clues) {
    return new HazardCheck<>(Setup.Call.class, clues);
  }

  static HazardCheck<Setup.Gateway> gateway(Function<Setup.Gateway, Optional<Clue>> clue) {
    return new HazardCheck<>(Setup.Gateway.class, clue.andThen(it -> it.stream().toList()));
  }

  static HazardCheck<Setup.Queue> queue(Function<Setup.Queue, Optional<Clue>> clue) {
    return new HazardCheck<>(Setup.Queue.class, clue.andThen(it -> it.stream().toList()));
  }

  boolean appliesTo(Setup setup) {
    return kind.isInstance(setup);
  }

  List<Clue> in(Setup setup) {
    return appliesTo(setup) ? clues.apply(kind.cast(setup)) : List.of();
  }
}
