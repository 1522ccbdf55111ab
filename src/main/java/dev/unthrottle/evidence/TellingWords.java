package dev.unthrottle.evidence;

import java.nio.charset.StandardCharsets;

/**
 * Tells cheaply which lines can't be of use, so that only the others are read with care. What is
 * taken for useful here may still turn out not to be.
 */
final class TellingWords {

  private static final long PLATFORM = Bytes.word("platform");
  private static final long IDEMPOTENCY = Bytes.word("idempote");
  private static final long PAYLOAD_HASH = Bytes.word("payloadh");
  private static final long PAYLOAD_HASH_HYPHENED = Bytes.word("payload-");
  private static final long PAYLOAD_HASH_UNDERSCORED = Bytes.word("payload_") | Bytes.LOWER_CASE;
  private static final byte[] TIMED_OUT =
      "Task timed out after ".getBytes(StandardCharsets.US_ASCII);

  private TellingWords() {}

  /**
   * Whether a name or a value in JSON begins as one of the platform's does, or of a call's mark.
   */
  static boolean inJson(byte[] text, int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      long quotes = Bytes.bytes(Bytes.word(text, at), '"');
      if (quotes != 0) {
        long after = Bytes.word(text, at + 1) | Bytes.LOWER_CASE;
        long hits = quotes & (Bytes.bytes(after, 'p') | Bytes.bytes(after, 'i'));
        for (; hits != 0; hits &= hits - 1) {
          int quote = at + (Long.numberOfTrailingZeros(hits) >>> 3);
          if (quote < to && begins(text, quote + 1)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean begins(byte[] text, int name) {
    long word = Bytes.word(text, name) | Bytes.LOWER_CASE;
    return word == PLATFORM
        || word == IDEMPOTENCY
        || word == PAYLOAD_HASH
        || word == PAYLOAD_HASH_HYPHENED
        || word == PAYLOAD_HASH_UNDERSCORED;
  }

  /**
   * Whether a line may be the platform's of a timeout: it begins with a time or a request id, and
   * has {@code Task timed out} as its second or third word.
   */
  static boolean ofTimeout(byte[] text, int from) {
    if ((text[from + 4] != '-' || text[from + 10] != 'T')
        && (text[from + 8] != '-' || text[from + 23] != '-')) {
      return false;
    }
    int second = nextWord(text, from);
    return isTimedOut(text, second) || isTimedOut(text, nextWord(text, second));
  }

  private static boolean isTimedOut(byte[] text, int word) {
    return text[word] == TIMED_OUT[0] && Bytes.matches(text, word, TIMED_OUT);
  }

  private static int nextWord(byte[] text, int from) {
    int at = from;
    if (text[at + 23] == 'Z' && text[at + 24] <= ' ' && text[at + 10] == 'T') {
      at += 24; // A time to the millisecond, which holds no blank.
    } else if (Uuids.isUuid(text, at)) {
      at += Uuids.LENGTH;
    }
    while (text[at] > ' ') {
      at++;
    }
    while (text[at] <= ' ' && text[at] != '\n') {
      at++;
    }
    return at;
  }
}
