package dev.unthrottle.evidence;

import java.time.LocalDate;

/**
 * The time in front of an exported line, read from bytes: {@code 2026-11-22T12:00:00.123Z}, with
 * any number of decimals or none, with {@code Z}, {@code +00:00} or nothing for UTC, and with a
 * blank in place of the {@code T}, as CloudWatch Logs Insights writes it. The bytes have to go on
 * for a while after it.
 */
final class Stamp {

  /** A date and a time to the second. */
  private static final int SHORTEST = 19;

  private static final long NANOS_OF_SECOND = 1_000_000_000;

  private long lastDate;
  private long lastDay;
  private int end;

  /** The nanoseconds since 1970 that the stamp at {@code at} means; {@link Run#UNKNOWN} if none. */
  long read(byte[] text, int at) {
    if (text[at + 4] != '-'
        || text[at + 7] != '-'
        || text[at + 13] != ':'
        || text[at + 16] != ':') {
      return Run.UNKNOWN;
    }
    if (text[at + 10] != 'T' && text[at + 10] != ' ') {
      return Run.UNKNOWN;
    }
    long day = day(text, at);
    int hour = two(text, at + 11);
    int minute = two(text, at + 14);
    int second = two(text, at + 17);
    if (day < 0
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 60) {
      return Run.UNKNOWN;
    }
    long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
    end = at + SHORTEST;
    long nanos = text[end] == '.' || text[end] == ',' ? fraction(text) : 0;
    return (seconds - offset(text)) * NANOS_OF_SECOND + nanos;
  }

  /** Where the stamp that was read last ends. */
  int end() {
    return end;
  }

  private long day(byte[] text, int at) {
    long date = Bytes.word(text, at) ^ Long.rotateLeft(Bytes.word(text, at + 2), 8);
    if (date != lastDate) {
      lastDay = epochDay(two(text, at), two(text, at + 2), two(text, at + 5), two(text, at + 8));
      lastDate = date;
    }
    return lastDay;
  }

  private static long epochDay(int century, int year, int month, int day) {
    boolean possible = century > 0 && year >= 0 && month >= 1 && month <= 12 && day >= 1;
    int whole = 100 * century + year;
    return possible && day <= LocalDate.of(whole, month, 1).lengthOfMonth()
        ? LocalDate.of(whole, month, 1).toEpochDay() + day - 1
        : -1;
  }

  private long fraction(byte[] text) {
    long nanos = 0;
    long unit = NANOS_OF_SECOND;
    end++;
    while (text[end] >= '0' && text[end] <= '9') {
      unit /= 10;
      nanos += unit * (text[end] - '0');
      end++;
    }
    return nanos;
  }

  /** Seconds east of Greenwich, with the zone's text passed over. */
  private long offset(byte[] text) {
    byte sign = text[end];
    if (sign == 'Z') {
      end++;
      return 0;
    }
    if ((sign != '+' && sign != '-') || text[end + 3] != ':') {
      return 0;
    }
    long seconds = (two(text, end + 1) * 60L + two(text, end + 4)) * 60;
    end += 6;
    return sign == '+' ? seconds : -seconds;
  }

  private static int two(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1000 : 10 * tens + ones;
  }
}
