package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.LogQuery;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as reports print them. */
final class Figures {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final DateTimeFormatter SECONDS =
      new DateTimeFormatterBuilder().appendInstant(0).toFormatter(Locale.ROOT);

  /** A half, and what a product may lack because 1.005 is a little less than that as a double. */
  private static final double HALF = 0.5 + 1e-9;

  private Figures() {}

  /** {@code 350 ms}, {@code 1.5 s}, {@code 2 min 20 s}, {@code 24 h}; {@code none} without one. */
  static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return "none";
    }
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 120_000) {
      return decimal(millis / 1_000.0, millis < 10_000 ? 2 : 1) + " s";
    }
    return minutes(duration.plusMillis(500).toSeconds());
  }

  /**
   * {@code 350 ms}, {@code 3.44 s}, {@code 61.9 s}, {@code 2,715 s}: to be compared in a column.
   */
  static String seconds(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    return (millis < 100_000
            ? decimal(millis / 1_000.0, millis < 10_000 ? 2 : 1)
            : grouped(Math.round(millis / 1_000.0)))
        + " s";
  }

  private static String minutes(long seconds) {
    if (seconds < 7_200) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = seconds / 60;
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** {@code 0 %}, {@code 12.5 %}, {@code 100 %}; a share that is neither 0 nor 1 never looks so. */
  static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "< 0.1 %";
    }
    if (share < 1 && share > 0.999) {
      return "> 99.9 %";
    }
    return decimal(share * 100, 1) + " %";
  }

  /** {@code 1 %}, {@code 0.01 %}: a share that somebody chose, to four significant digits. */
  static String share(double share) {
    return significant(share * 100).toPlainString() + " %";
  }

  /**
   * A number that isn't negative, rounded half up to at most so many digits after the point, the
   * last of them no zero. Not by {@code BigDecimal}, which takes 20 ms to get ready.
   */
  static String decimal(double value, int digits) {
    long unit = Math.round(Math.pow(10, digits));
    long scaled = (long) (value * unit + HALF);
    String all = Long.toString(scaled % unit + unit); // a 1 in front keeps the zeros behind it
    int last = all.length();
    while (all.charAt(last - 1) == '0') {
      last--;
    }
    String whole = Long.toString(scaled / unit);
    return last == 1 ? whole : whole + "." + all.substring(1, last);
  }

  /** {@code $0.0003}. */
  static String dollars(double amount) {
    return "$" + money(amount).toPlainString();
  }

  /** An amount to two significant digits, which is more than an estimate deserves. */
  static BigDecimal money(double amount) {
    return BigDecimal.valueOf(amount).round(new MathContext(2)).stripTrailingZeros();
  }

  /** A share or an average, to four digits after the point. */
  static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  /** A rate, a load or a small probability, to four significant digits. */
  static BigDecimal significant(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros();
  }

  /** {@code 2026-11-22T12:00:00.000Z}: to the millisecond, cut off, for programs. */
  static @Nullable String millisecond(@Nullable Instant at) {
    return at == null ? null : MILLISECONDS.format(at);
  }

  /** {@code 2026-11-22T12:00:00Z}: to the second, cut off, for people. */
  static String second(Instant at) {
    return SECONDS.format(at);
  }

  /** The mean in milliseconds; the list isn't empty. */
  static double meanMillis(List<Duration> durations) {
    return durations.stream().mapToLong(Duration::toNanos).average().orElseThrow() / 1e6;
  }

  /** The longest in milliseconds; the list isn't empty. */
  static double longestMillis(List<Duration> durations) {
    return durations.stream().mapToLong(Duration::toNanos).max().orElseThrow() / 1e6;
  }

  /** {@code 1 slot}, {@code 2,000 slots}. */
  static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * {@code 1,234,567}, a number that isn't negative. Not by {@code String.format}, which first
   * looks for locales in every jar.
   */
  static String grouped(long number) {
    StringBuilder text = new StringBuilder(Long.toString(number));
    for (int at = text.length() - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  /** The query of the logs that was paid for, {@code null} if there was none. */
  static @Nullable LogQuery logQuery(Diagnosis diagnosis) {
    return switch (diagnosis.evidence().logs().value().map(LogEvidence::query).orElse(null)) {
      case LogQuery.Answered answered -> answered;
      case LogQuery.Failed failed -> failed.costUsd() > 0 ? failed : null;
      case null -> null;
    };
  }
}
