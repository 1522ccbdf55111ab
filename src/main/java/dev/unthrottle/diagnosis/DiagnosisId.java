package dev.unthrottle.diagnosis;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names diagnoses: UUIDs of version 7, so that they sort by time (RFC 9562, section 5.7). */
public final class DiagnosisId {

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_12_BITS = 0x0FFFL;
  private static final long RANDOM_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private DiagnosisId() {}

  /** A new name; {@code random} decides how hard it is to guess. */
  public static String at(Instant time, RandomGenerator random) {
    long high = (time.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & RANDOM_12_BITS);
    long low = VARIANT | (random.nextLong() & RANDOM_62_BITS);
    return new UUID(high, low).toString();
  }

  /** Whether {@code text} has the form of a name. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }
}
