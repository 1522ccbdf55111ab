package dev.unthrottle.client;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The unit in which a client's setting takes a duration, and how its users write it. */
enum Unit {
  SECONDS("a whole number of seconds, such as 60"),
  FRACTIONAL_SECONDS("a number of seconds, such as 60 or 0.5"),
  MILLISECONDS("a number of milliseconds, such as 60000"),
  /** Milliseconds of which libcurl obeys the whole seconds, at least one. */
  CURL_MILLISECONDS("a number of milliseconds, such as 60000"),
  /** {@code java.time.Duration}. */
  JAVA_DURATION("Duration.ofSeconds(%d)", "Duration.ofMillis(%d)"),
  /** {@code time.Duration}. */
  GO_DURATION("%d * time.Second", "%d * time.Millisecond"),
  /** {@code System.TimeSpan}. */
  TIME_SPAN("TimeSpan.FromSeconds(%d)", "TimeSpan.FromMilliseconds(%d)"),
  /** {@code System.TimeSpan}, as PowerShell writes it. */
  POWERSHELL_TIME_SPAN("[TimeSpan]::FromSeconds(%d)", "[TimeSpan]::FromMilliseconds(%d)"),
  /** {@code std::time::Duration}. */
  RUST_DURATION("Duration::from_secs(%d)", "Duration::from_millis(%d)"),
  /** {@code kotlin.time.Duration}. */
  KOTLIN_DURATION("%d.seconds", "%d.milliseconds");

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final String words;
  private final @Nullable String secondsLiteral;
  private final @Nullable String millisLiteral;

  Unit(String words) {
    this.words = words;
    this.secondsLiteral = null;
    this.millisLiteral = null;
  }

  Unit(String secondsLiteral, String millisLiteral) {
    this.words = "a duration with its unit, such as 60s";
    this.secondsLiteral = secondsLiteral;
    this.millisLiteral = millisLiteral;
  }

  /** What a value in this unit is, with an example. */
  String words() {
    return words;
  }

  /** Whether the client's language has a type for it, with literals of its own. */
  boolean hasLiterals() {
    return secondsLiteral != null;
  }

  /** The duration that {@code value} is for this client. */
  Duration parse(String value) {
    return switch (this) {
      case SECONDS -> Duration.ofSeconds(Integer.parseInt(value));
      case FRACTIONAL_SECONDS ->
          Duration.ofNanos(new BigDecimal(value).movePointRight(9).longValueExact());
      case MILLISECONDS -> Duration.ofMillis(Integer.parseInt(value));
      case CURL_MILLISECONDS -> wholeSeconds(Duration.ofMillis(Integer.parseInt(value)));
      case JAVA_DURATION,
          GO_DURATION,
          TIME_SPAN,
          POWERSHELL_TIME_SPAN,
          RUST_DURATION,
          KOTLIN_DURATION ->
          DurationText.parse(value);
    };
  }

  private static Duration wholeSeconds(Duration duration) {
    return duration.isPositive() ? Duration.ofSeconds(Math.max(1, duration.toSeconds())) : duration;
  }

  /** Whether a client that takes this unit can be told {@code duration} exactly. */
  boolean expresses(Duration duration) {
    return switch (this) {
      case SECONDS, CURL_MILLISECONDS -> duration.toNanosPart() == 0;
      case FRACTIONAL_SECONDS,
          MILLISECONDS,
          JAVA_DURATION,
          GO_DURATION,
          TIME_SPAN,
          POWERSHELL_TIME_SPAN,
          RUST_DURATION,
          KOTLIN_DURATION ->
          true;
    };
  }

  /** The literal for {@code duration} in the client's language, rounded up where it has to be. */
  String literal(Duration duration) {
    return switch (this) {
      case SECONDS, FRACTIONAL_SECONDS -> Long.toString(secondsUp(duration));
      case MILLISECONDS -> Long.toString(millisUp(duration));
      case CURL_MILLISECONDS -> Long.toString(1000 * secondsUp(duration));
      case JAVA_DURATION,
          GO_DURATION,
          TIME_SPAN,
          POWERSHELL_TIME_SPAN,
          RUST_DURATION,
          KOTLIN_DURATION ->
          duration.toNanosPart() == 0
              ? formatted(secondsLiteral, duration.toSeconds())
              : formatted(millisLiteral, millisUp(duration));
    };
  }

  /** The duration that {@link #literal} stands for. */
  Duration rounded(Duration duration) {
    return switch (this) {
      case SECONDS, FRACTIONAL_SECONDS, CURL_MILLISECONDS ->
          Duration.ofSeconds(secondsUp(duration));
      case MILLISECONDS,
          JAVA_DURATION,
          GO_DURATION,
          TIME_SPAN,
          POWERSHELL_TIME_SPAN,
          RUST_DURATION,
          KOTLIN_DURATION ->
          Duration.ofMillis(millisUp(duration));
    };
  }

  private static String formatted(@Nullable String literal, long number) {
    return literal == null ? Long.toString(number) : literal.formatted(number);
  }

  private static long secondsUp(Duration duration) {
    return duration.plusNanos(NANOS_PER_SECOND - 1).toSeconds();
  }

  private static long millisUp(Duration duration) {
    return duration.plusNanos(NANOS_PER_MILLI - 1).toMillis();
  }
}
