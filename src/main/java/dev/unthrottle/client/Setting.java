package dev.unthrottle.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of a client's own settings: a flag, an environment variable, a parameter of its builder.
 *
 * @param name as the client's users write it
 * @param from where it stands
 * @param means what it sets
 * @param unit of a duration, {@code null} for everything else
 * @param unlimited the value that lifts the limit, or {@code null} if there is none
 * @param zeroMeans the attempts that the client makes where this number of them is 0, or {@code
 *     null} where it refuses 0 or takes it literally
 * @param onlyWith the setting that has to be given, and true if it is a switch, for this one to
 *     have an effect; or {@code null}
 * @param trueFrom of a version: the first that counts as true, or {@code null}
 * @param forces the retry mode that comes with it, or {@code null}
 * @param because why it has no effect, where it may have none
 */
record Setting(
    String name,
    Source from,
    Meaning means,
    @Nullable Unit unit,
    @Nullable String unlimited,
    @Nullable Integer zeroMeans,
    @Nullable String onlyWith,
    @Nullable String trueFrom,
    @Nullable RetryMode forces,
    @Nullable String because) {

  /** How the catalogue writes the zero that some types of duration lift a limit with. */
  private static final String ZERO = "0s";

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

  /** Where a setting stands. */
  enum Source {
    /** On the command line. */
    FLAG,
    /** In code: a parameter of a constructor or a builder. */
    CODE,
    /** A system property of the JVM. */
    SYSTEM_PROPERTY,
    /** In the environment. */
    ENVIRONMENT,
    /** In the shared config file, under a profile. */
    CONFIG_FILE,
    /** In what is installed: the version of a library beneath the client. */
    DEPENDENCY;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
    return ZERO.equals(unlimited) && unit.hasLiterals()
        ? Optional.of(unit.literal(Duration.ZERO))
        : Optional.ofNullable(unlimited);
  }

  /** What {@code limit} is once it is written as a literal. */
  Duration rounded(Duration limit) {
    return unit == null ? limit : unit.rounded(limit);
  }

  /** The attempts, the first included, that {@code value} allows. */
  int attempts(String value) {
    int first = means == Meaning.MAX_RETRIES ? 1 : 0;
    String rule = first == 1 ? "a number of retries, from 0" : "a number of attempts, from 1";
    if (value.equals("0") && zeroMeans != null) {
      return zeroMeans;
    }
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

  /** Whether {@code value} is true, or a version from the one on that counts as true. */
  boolean isTrue(String value) {
    if (trueFrom != null) {
      return isAtLeast(trueFrom, value);
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("true or false", value, null);
    };
  }

  private boolean isAtLeast(String first, String value) {
    if (!Version.isVersion(numbersOf(value))) {
      throw refused("a version, such as " + first, value, null);
    }
    return Version.parse(numbersOf(value)).compareTo(Version.parse(numbersOf(first))) >= 0;
  }

  /** {@code 2026.11.10} of {@code v2026_11_10}. */
  private static String numbersOf(String value) {
    return value.replaceFirst("^v", "").replace('_', '.');
  }

  private String words() {
    return unit == null ? "a limit" : unit.words();
  }

  private IllegalArgumentException refused(
      String rule, String value, @Nullable RuntimeException cause) {
    return new IllegalArgumentException(
        "%s takes %s. Found: %s".formatted(name, rule, Quote.of(value)), cause);
  }
}
