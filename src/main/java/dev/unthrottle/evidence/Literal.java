package dev.unthrottle.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fixed characters that are looked for in bytes, eight at a time. */
final class Literal {

  private final long[] words;
  private final long rest;
  private final long restMask;

  /** How many characters there are. */
  final int length;

  private Literal(byte[] characters) {
    byte[] padded = Arrays.copyOf(characters, characters.length + Long.BYTES);
    length = characters.length;
    words = new long[length / Long.BYTES];
    Arrays.setAll(words, i -> Bytes.word(padded, i * Long.BYTES));
    restMask = (1L << (Byte.SIZE * (length % Long.BYTES))) - 1;
    rest = Bytes.word(padded, words.length * Long.BYTES);
  }

  /** Those characters, of which each is one byte. */
  static Literal of(String characters) {
    return new Literal(characters.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether they stand at {@code at}; the bytes have to go on for eight more after them. */
  boolean standsAt(byte[] text, int at) {
    int next = at;
    for (long word : words) {
      if (Bytes.word(text, next) != word) {
        return false;
      }
      next += Long.BYTES;
    }
    return (Bytes.word(text, next) & restMask) == rest;
  }
}
