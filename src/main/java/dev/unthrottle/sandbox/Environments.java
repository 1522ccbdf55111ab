package dev.unthrottle.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The execution environments of one function. An execution takes the idle one that was used last,
 * or a new one, which is a cold start. None is ever reclaimed. Not thread-safe.
 */
final class Environments {

  /** One environment: the log stream that it writes, and when it is idle again. */
  static final class Environment {
    final String logStream;
    private Instant idleFrom;

    private Environment(String logStream, Instant idleFrom) {
      this.logStream = logStream;
      this.idleFrom = idleFrom;
    }

    /** Keeps it busy until then. */
    void busyUntil(Instant end) {
      idleFrom = end;
    }

    Instant idleFrom() {
      return idleFrom;
    }
  }

  private final Ids ids;
  private final List<Environment> all = new ArrayList<>();

  Environments(Ids ids) {
    this.ids = ids;
  }

  /** An environment that is idle at that time, or {@code null}. */
  @Nullable Environment idle(Instant at) {
    return all.stream()
        .filter(environment -> !environment.idleFrom.isAfter(at))
        .max(Comparator.comparing(Environment::idleFrom))
        .orElse(null);
  }

  /** A new environment. */
  Environment create(Instant at) {
    Environment environment = new Environment(ids.logStream(at), at);
    all.add(environment);
    return environment;
  }
}
