package dev.unthrottle.app.cli.template;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a property is set to. */
sealed interface Value {

  /** It isn't set, or set to nothing. */
  record Absent() implements Value {}

  /**
   * A text that stands there, or that a parameter has by default.
   *
   * @param text the text
   * @param line where, counted from 1
   */
  record Known(String text, int line) implements Value {}

  /**
   * Something that is only known once the stack is deployed.
   *
   * @param expression what stands there
   * @param line where, counted from 1
   */
  record Unknown(String expression, int line) implements Value {}

  /** Where it stands; {@code otherwise} if it doesn't. */
  default int lineOr(int otherwise) {
    return switch (this) {
      case Absent() -> otherwise;
      case Known(_, int line) -> line;
      case Unknown(_, int line) -> line;
    };
  }

  /** The known text as something else; empty if it isn't known, or isn't that. */
  default <T> Optional<T> as(Function<String, @Nullable T> parse) {
    return this instanceof Known(String text, _)
        ? Optional.ofNullable(parse.apply(text))
        : Optional.empty();
  }
}
