package dev.unthrottle.aws;

import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.probe.Pause;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What AWS knows about a function, read with at most ten calls in three round trips: all calls that
 * don't depend on each other are made side by side, and the logs are read where they usually are
 * while the function's settings are still on their way.
 *
 * <p>Settings are at most 30 s old, because whoever asks through the same clients shares what was
 * found of them; logs and metrics are always new. Make one for each diagnosis; the clients may be
 * shared.
 */
public final class AwsEvidenceSource implements EvidenceSource {

  private final AwsClients clients;
  private final InstantSource clock;
  private final Asker asker;

  /** Asks through {@code clients}, dates what it finds by {@code clock}, and waits in real time. */
  public AwsEvidenceSource(AwsClients clients, InstantSource clock) {
    this(clients, clock, Thread::sleep);
  }

  /**
   * Asks through {@code clients}, and dates what it finds by {@code clock}.
   *
   * @param pause lets that clock's time pass
   */
  AwsEvidenceSource(AwsClients clients, InstantSource clock, Pause pause) {
    this.clients = clients;
    this.clock = clock;
    this.asker = new Asker(clients, clock, pause);
  }

  @Override
  public Evidence gather(FunctionRef function, Window window) {
    try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
      return new Gathering(clients, asker, clock, sideBySide).gather(function, window);
    }
  }

  @Override
  public Observation<LogEvidence> logs(FunctionSettings function, Window window) {
    try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
      return new LogReader(clients, asker, sideBySide).again(function, window);
    }
  }

  @Override
  public Observation<MetricEvidence> metrics(FunctionSettings function, Window window) {
    return new MetricReader(clients, asker).read(function.name(), window, clock.instant());
  }

  @Override
  public int callsMade() {
    return asker.calls();
  }
}
