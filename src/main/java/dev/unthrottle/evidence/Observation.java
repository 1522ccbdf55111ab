package dev.unthrottle.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that was looked for: found, or missing with the reason. Missing evidence is never an
 * empty value.
 *
 * @param <T> what was looked for
 */
public sealed interface Observation<T> {

  /** It was found at that time. */
  static <T> Observation<T> of(T value, Source source, Instant at) {
    return new Observed<>(value, source, at);
  }

  /** It could not be had. */
  static <T> Observation<T> missing(Gap gap) {
    return new Missing<>(gap);
  }

  /** The value, if it was found. */
  Optional<T> value();

  /** Why it is missing, if it is. */
  Optional<Gap> gap();

  /** What follows from it, found at the same place and time; missing if it is missing. */
  default <R> Observation<R> map(Function<? super T, ? extends R> conclusion) {
    return switch (this) {
      case Observed<T>(var found, var source, var at) -> of(conclusion.apply(found), source, at);
      case Missing<T>(var why) -> missing(why);
    };
  }

  /**
   * Found.
   *
   * @param found what it is
   * @param source where it stood
   * @param at when it was read
   */
  record Observed<T>(T found, Source source, Instant at) implements Observation<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(found);
    }

    @Override
    public Optional<Gap> gap() {
      return Optional.empty();
    }
  }

  /**
   * Not to be had.
   *
   * @param why what was asked, and what came back
   */
  record Missing<T>(Gap why) implements Observation<T> {
    @Override
    public Optional<T> value() {
      return Optional.empty();
    }

    @Override
    public Optional<Gap> gap() {
      return Optional.of(why);
    }
  }
}
