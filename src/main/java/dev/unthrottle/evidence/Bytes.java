package dev.unthrottle.evidence;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks at eight bytes of a text at once. */
final class Bytes {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle HALF =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;

  /** Or-ed to a word, it makes all of its letters small, and {@code _} something else. */
  static final long LOWER_CASE = 0x2020202020202020L;

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ZEROS = '0' * ONES;

  private Bytes() {}

  /** The eight bytes at {@code at}, the first of them the lowest. */
  static long word(byte[] text, int at) {
    return (long) WORD.get(text, at);
  }

  /** The four bytes at {@code at}, the first of them the lowest. */
  static long half(byte[] text, int at) {
    return (int) HALF.get(text, at) & 0xffff_ffffL;
  }

  /** Eight characters as {@link #word(byte[], int)} sees them. */
  static long word(String eight) {
    return word(eight.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /** How many of a word's eight characters are digits, up to the first that is none. */
  static int digits(long word) {
    long values = word ^ ZEROS;
    long others = ((values & ~HIGH_BITS) + (0x7f - 9) * ONES | values) & HIGH_BITS;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /** The number that a word's first {@code digits} characters are, one at least. */
  static long number(long word, int digits) {
    long values = (word ^ ZEROS) << (Long.SIZE - 8 * digits); // with zeros in front
    long pairs = (values * 10 + (values >>> 8)) & 0x00ff_00ff_00ff_00ffL;
    long quads = (pairs * 100 + (pairs >>> 16)) & 0x0000_ffff_0000_ffffL;
    return (quads * 10_000 + (quads >>> 32)) & 0xffff_ffffL;
  }

  /**
   * Where a character stands in a word: the highest bit of its byte is set. So may be bits above
   * that of the first one, where it doesn't stand.
   */
  static long bytes(long word, char character) {
    long differences = word ^ character * ONES;
    return (differences - ONES) & ~differences & HIGH_BITS;
  }

  /** The first newline at {@code from} or later. There has to be one, and seven bytes after it. */
  static int lineEnd(byte[] text, int from) {
    int at = from;
    while (true) {
      long found = bytes(word(text, at), '\n');
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      at += Long.BYTES;
    }
  }

  /** Where {@code sought} begins between {@code from} and {@code to}; -1 if nowhere. */
  static int indexOf(byte[] text, int from, int to, byte[] sought) {
    for (int at = from; at <= to - sought.length; at++) {
      if (text[at] == sought[0] && matches(text, at, sought)) {
        return at;
      }
    }
    return -1;
  }

  /** Whether {@code sought} stands at {@code at}; so many bytes have to be there. */
  static boolean matches(byte[] text, int at, byte[] sought) {
    for (int i = 0; i < sought.length; i++) {
      if (text[at + i] != sought[i]) {
        return false;
      }
    }
    return true;
  }
}
