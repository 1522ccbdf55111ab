package dev.unthrottle.evidence;

import java.util.List;

/** Looks in bytes for what may be a {@link ThrottleLine}, so that few lines have to become text. */
final class ThrottleSearch {

  private static final List<Literal> NAMES = ThrottleLine.ERRORS.stream().map(Literal::of).toList();

  private ThrottleSearch() {}

  /** Whether an error's name stands between {@code from} and {@code to}. */
  static boolean finds(byte[] text, int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      for (long hits = initials(Bytes.word(text, at)); hits != 0; hits &= hits - 1) {
        int name = at + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (name < to && standsAt(text, name)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where in a word a name may begin: the letters with which those names do. */
  private static long initials(long word) {
    return Bytes.bytes(word, 'T')
        | Bytes.bytes(word, 'P')
        | Bytes.bytes(word, 'R')
        | Bytes.bytes(word, 'S');
  }

  private static boolean standsAt(byte[] text, int at) {
    for (Literal name : NAMES) {
      if (name.standsAt(text, at)) {
        return true;
      }
    }
    return false;
  }
}
