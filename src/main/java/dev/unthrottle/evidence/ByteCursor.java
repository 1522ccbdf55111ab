package dev.unthrottle.evidence;

/**
 * A place in a text of bytes, and the few ways to move on from it. The bytes have to go on for a
 * while after a line's end.
 */
final class ByteCursor {

  private static final long NOT_A_NUMBER = Long.MIN_VALUE;
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final int MOST_DECIMALS = 6;

  /** The nanoseconds in the last of so many decimals of a millisecond. */
  private static final long[] UNITS = {NANOS_OF_MILLI, 100_000, 10_000, 1_000, 100, 10, 1};

  byte[] text = new byte[0];
  int at;

  /** Passes {@code expected}, if exactly that follows. */
  boolean take(Literal expected) {
    boolean there = expected.standsAt(text, at);
    at += there ? expected.length : 0;
    return there;
  }

  /** Passes one character, if exactly that follows. */
  boolean take(char expected) {
    boolean there = text[at] == expected;
    at += there ? 1 : 0;
    return there;
  }

  /**
   * Passes two words and, at its end, a third, {@code length} bytes in all, if exactly that
   * follows.
   */
  boolean take(long one, long two, long last, int length) {
    boolean there =
        Bytes.word(text, at) == one
            && (length < 16 || Bytes.word(text, at + 8) == two)
            && Bytes.word(text, at + length - 8) == last;
    at += there ? length : 0;
    return there;
  }

  /** Milliseconds with up to six decimals, as nanoseconds; negative if there are none. */
  long nanos() {
    long nanos = integer() * NANOS_OF_MILLI;
    if (nanos < 0 || text[at] != '.') {
      return nanos;
    }
    at++;
    int from = at;
    long decimals = integer();
    int digits = at - from;
    return decimals < 0 || digits > MOST_DECIMALS ? NOT_A_NUMBER : nanos + decimals * UNITS[digits];
  }

  /** A whole number of up to seven digits; -1 if there is none, or a longer one. */
  long integer() {
    long word = Bytes.word(text, at);
    int digits = Bytes.digits(word);
    at += digits;
    return digits == 0 || digits == Long.BYTES ? -1 : Bytes.number(word, digits);
  }
}
