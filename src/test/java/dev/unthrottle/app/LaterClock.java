package dev.unthrottle.app;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** The machine's clock, which can be put forward. */
final class LaterClock {

  private volatile Duration later = Duration.ZERO;

  void later(Duration by) {
    later = later.plus(by);
  }

  InstantSource source() {
    return () -> Clock.systemUTC().instant().plus(later);
  }

  Clock clock() {
    return source().withZone(ZoneOffset.UTC);
  }
}
