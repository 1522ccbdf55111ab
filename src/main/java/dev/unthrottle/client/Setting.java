package dev.unthrottle.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of a client's own settings: a flag, an environment variable, a parameter of its builder.
 *
 * @param name as the client's users write it
 * @param means what it sets
 * @param unit of a duration, {@code null} for everything else
 * @param unlimited the value that lifts the limit, or {@code null} if there is none
 * @param onlyWith the switch without which it has no effect, or {@code null}
 * @param because why it has no effect, where it may have none
 */
record Setting(
    String name,
    Meaning means,
    @Nullable Unit unit,
    @Nullable String unlimited,
    @Nullable String onlyWith,
    @Nullable String because) {

  /** What a setting sets. */
  enum Meaning {
    CONNECT_TIMEOUT,
    READ_TIMEOUT,
    ATTEMPT_TIMEOUT,
    CALL_TIMEOUT,
    /** All attempts, the first included. */
    MAX_ATTEMPTS,
    /** All attempts but the first. */
    MAX_RETRIES,
    RETRY_MODE,
    TCP_KEEP_ALIVE,
    HTTP_CLIENT,
    /** Opts in to the retry behaviour of 2026 before it became the default. */
    NEW_RETRIES,
    DEFAULTS_MODE,
    /** Gives effect to another setting. */
    SWITCH,
    /** Nothing, in this client. */
    NOTHING;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The unit in which a client takes a duration. */
  enum Unit {
    SECONDS("a whole number of seconds, such as 60"),
    FRACTIONAL_SECONDS("a number of seconds, such as 60 or 0.5"),
    MILLISECONDS("a number of milliseconds, such as 60000"),
    DURATION("a duration with its unit, such as 60s");

    private final String words;

    Unit(String words) {
      this.words = words;
    }

    private Duration parse(String value) {
      return switch (this) {
        case SECONDS -> Duration.ofSeconds(Integer.parseInt(value));
        case FRACTIONAL_SECONDS ->
            Duration.ofNanos(new BigDecimal(value).movePointRight(9).longValueExact());
        case MILLISECONDS -> Duration.ofMillis(Integer.parseInt(value));
        case DURATION -> DurationText.parse(value);
      };
    }

    /** Whether a client that takes this unit can be told {@code duration} exactly. */
    boolean expresses(Duration duration) {
      return this != SECONDS || duration.toNanosPart() == 0;
    }

    /** The literal for {@code duration} in the client's language, whole seconds rounded up. */
    String literal(Duration duration) {
      return switch (this) {
        case SECONDS, FRACTIONAL_SECONDS ->
            Long.toString(duration.plusNanos(999_999_999).toSeconds());
        case MILLISECONDS -> Long.toString(duration.plusNanos(999_999).toMillis());
        case DURATION ->
            duration.toNanos() % 1_000_000_000 == 0
                ? "Duration.ofSeconds(%d)".formatted(duration.toSeconds())
                : "Duration.ofMillis(%d)".formatted(duration.plusNanos(999_999).toMillis());
      };
    }
  }

  /** A limit; {@code null} is none. */
  record Limit(@Nullable Duration duration) {}

  /** The limit that {@code value} sets. */
  Limit limit(String value) {
    if (value.equalsIgnoreCase(unlimited)) {
      return new Limit(null);
    }
    try {
      Duration limit = unit == null ? Duration.ZERO : unit.parse(value);
      if (limit.isPositive()) {
        return new Limit(limit);
      }
    } catch (DurationText.Malformed e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw refused(words(), value, e);
    }
    throw refused(words() + ", longer than zero", value, null);
  }

  /**
   * {@code limit} in the client's language; empty if it can't be lifted where it is {@code null}.
   */
  Optional<String> literal(@Nullable Duration limit) {
    if (unit == null) {
      return Optional.empty();
    }
    if (limit != null) {
      return Optional.of(unit.literal(limit));
    }
    return unlimited == null || unit != Unit.DURATION
        ? Optional.ofNullable(unlimited)
        : Optional.of(unit.literal(DurationText.parse(unlimited)));
  }

  /** The attempts, the first included, that {@code value} allows. */
  int attempts(String value) {
    int first = means == Meaning.MAX_RETRIES ? 1 : 0;
    String rule = first == 1 ? "a number of retries, from 0" : "a number of attempts, from 1";
    try {
      int attempts = Math.addExact(Integer.parseInt(value), first);
      if (attempts >= 1) {
        return attempts;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw refused(rule, value, e);
    }
    throw refused(rule, value, null);
  }

  /** The retry mode that {@code value} names. */
  RetryMode mode(String value) {
    return Arrays.stream(RetryMode.values())
        .filter(mode -> mode.id().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() -> refused("legacy, standard or adaptive", value, null));
  }

  /** Whether {@code value} is true. */
  boolean isTrue(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("true or false", value, null);
    };
  }

  private String words() {
    return unit == null ? "a limit" : unit.words;
  }

  private IllegalArgumentException refused(
      String rule, String value, @Nullable RuntimeException cause) {
    return new IllegalArgumentException(
        "%s takes %s. Found: %s".formatted(name, rule, Quote.of(value)), cause);
  }
}
