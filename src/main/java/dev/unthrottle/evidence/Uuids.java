package dev.unthrottle.evidence;

/** UUIDs in their text form, lower case, read from bytes eight digits at a time. */
final class Uuids {

  /** Characters of one: {@code 79b5e81f-9cdd-4145-b1f6-7c50ef8a2a36}. */
  static final int LENGTH = 36;

  private static final long ONES = 0x0101010101010101L;

  private Uuids() {}

  /** Whether one stands at {@code at}; the bytes may end anywhere. */
  static boolean isUuid(byte[] text, int at) {
    return text.length >= at + LENGTH
        && text[at + 8] == '-'
        && text[at + 13] == '-'
        && text[at + 18] == '-'
        && text[at + 23] == '-'
        && isHex(Bytes.word(text, at))
        && isHex(second(text, at))
        && isHex(third(text, at))
        && isHex(Bytes.word(text, at + 28));
  }

  /** Whether the same characters stand at both places. */
  static boolean same(byte[] text, int one, int other) {
    long differences =
        (Bytes.word(text, one) ^ Bytes.word(text, other))
            | (Bytes.word(text, one + 8) ^ Bytes.word(text, other + 8))
            | (Bytes.word(text, one + 16) ^ Bytes.word(text, other + 16))
            | (Bytes.word(text, one + 24) ^ Bytes.word(text, other + 24))
            | (Bytes.word(text, one + 28) ^ Bytes.word(text, other + 28));
    return differences == 0;
  }

  /** Its first 16 digits. */
  static long high(byte[] text, int at) {
    return (hex(Bytes.word(text, at)) << 32) | hex(second(text, at));
  }

  /** Its last 16 digits. */
  static long low(byte[] text, int at) {
    return (hex(third(text, at)) << 32) | hex(Bytes.word(text, at + 28));
  }

  /** Digits 9 to 16, which a hyphen parts. */
  private static long second(byte[] text, int at) {
    return Bytes.half(text, at + 9) | (Bytes.half(text, at + 14) << 32);
  }

  /** Digits 17 to 24. */
  private static long third(byte[] text, int at) {
    return Bytes.half(text, at + 19) | (Bytes.half(text, at + 24) << 32);
  }

  /** Whether writing down what eight characters mean gives the same eight characters. */
  private static boolean isHex(long word) {
    long digits = digits(word);
    long letters = ((digits + 6 * ONES) >>> 4) & ONES;
    return digits + '0' * ONES + letters * ('a' - '0' - 10) == word;
  }

  /** Each character's value in its own byte. */
  private static long digits(long word) {
    long letters = (word >>> 6) & ONES;
    return ((word & (0x0f * ONES)) + letters * 9) & (0x0f * ONES);
  }

  /** The number that eight digits are; the first one is in the lowest byte. */
  private static long hex(long word) {
    long digits = digits(word);
    long pairs = ((digits << 4) | (digits >>> 8)) & 0x00ff_00ff_00ff_00ffL;
    long quads = ((pairs << 8) | (pairs >>> 16)) & 0x0000_ffff_0000_ffffL;
    return ((quads << 16) | (quads >>> 32)) & 0xffff_ffffL;
  }
}
