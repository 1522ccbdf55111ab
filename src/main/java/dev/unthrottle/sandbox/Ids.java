package dev.unthrottle.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids as AWS makes them, from the sandbox's seed. As thread-safe as its random source. */
final class Ids {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final RandomGenerator random;

  Ids(RandomGenerator random) {
    this.random = random;
  }

  /** A random (version 4) UUID. */
  String requestId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(0xCL << 60)) | (0x8L << 60);
    return new UUID(high, low).toString();
  }

  /**
   * {@code 2026/11/22/[$LATEST]} and 32 hex digits; one stream is one execution environment of a
   * version.
   */
  String logStream(Instant created, String version) {
    return "%s/[%s]%s".formatted(DAY.format(created), version, hex(32));
  }

  /** {@code root=1-…;parent=…;sampled=0}. */
  String traceId(Instant at) {
    return "root=1-%08x-%s;parent=%s;sampled=0;lineage=1:%s:0"
        .formatted(at.getEpochSecond(), hex(24), hex(16), hex(8));
  }

  private String hex(int digits) {
    byte[] bytes = new byte[digits / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
