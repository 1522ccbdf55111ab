package dev.unthrottle.app.cli.template;

import dev.unthrottle.report.CheckReport.Place;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a property is set to. */
sealed interface Value {

  /** It isn't set, or set to nothing. */
  record Absent() implements Value {}

  /**
   * A text that stands there, or that it comes to with the parameters' defaults.
   *
   * @param text the text
   * @param place where
   */
  record Known(String text, Place place) implements Value {}

  /**
   * Something that is only known once the stack is deployed.
   *
   * @param expression what stands there
   * @param place where
   */
  record Unknown(String expression, Place place) implements Value {}

  /** Where it stands; {@code otherwise} if it doesn't. */
  default Place placeOr(Place otherwise) {
    return switch (this) {
      case Absent() -> otherwise;
      case Known(_, Place place) -> place;
      case Unknown(_, Place place) -> place;
    };
  }

  /** The same, found somewhere else. */
  default Value at(Place place) {
    return switch (this) {
      case Absent() -> this;
      case Known(String text, _) -> new Known(text, place);
      case Unknown(String expression, _) -> new Unknown(expression, place);
    };
  }

  /** The known text; empty if it isn't known. */
  default Optional<String> known() {
    return this instanceof Known(String text, _) ? Optional.of(text) : Optional.empty();
  }

  /** The known text as something else; empty if it isn't known, or isn't that. */
  default <T> Optional<T> as(Function<String, @Nullable T> parse) {
    return this instanceof Known(String text, _)
        ? Optional.ofNullable(parse.apply(text))
        : Optional.empty();
  }
}
