package dev.unthrottle.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request id as two numbers. AWS's own are UUIDs and fit exactly; of any other text it is a hash
 * of 124 bits, marked by a UUID version that doesn't exist.
 *
 * @param high the first half of the UUID
 * @param low the second half
 * @param stream a number for the log stream, since a retry elsewhere is a run of its own
 */
record RequestKey(long high, long low, long stream) {

  private static final long VERSION = 0xF000;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** The key of an id in that stream. */
  static RequestKey of(String requestId, long stream) {
    byte[] text = requestId.getBytes(StandardCharsets.UTF_8);
    if (Uuids.isUuid(text, 0) && text.length == Uuids.LENGTH) {
      return new RequestKey(Uuids.high(text, 0), Uuids.low(text, 0), stream);
    }
    return new RequestKey(hash(text, FNV_OFFSET) & ~VERSION, hash(text, ~FNV_OFFSET), stream);
  }

  /** A number for a stream's name, or for anything else that only has to be told apart. */
  static long number(String name) {
    return hash(name.getBytes(StandardCharsets.UTF_8), FNV_OFFSET);
  }

  /** FNV-1a, 64 bits (RFC 9923). */
  private static long hash(byte[] text, long offset) {
    long hash = offset;
    for (byte one : text) {
      hash = (hash ^ (one & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  // Written out, because what a record brings along is made when it is first used: in 10 ms.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestKey(long otherHigh, long otherLow, long otherStream)
        && otherHigh == high
        && otherLow == low
        && otherStream == stream;
  }

  @Override
  public int hashCode() {
    return Long.hashCode((31 * high + low) * 31 + stream);
  }

  /** The id's text, or {@code null} where only a hash of it was kept. */
  static @Nullable String text(long high, long low) {
    return (high & VERSION) == 0
        ? null
        : String.format(
            Locale.ROOT,
            "%08x-%04x-%04x-%04x-%012x",
            high >>> 32,
            (high >>> 16) & 0xffff,
            high & 0xffff,
            low >>> 48,
            low & 0xffff_ffff_ffffL);
  }
}
