package dev.unthrottle.aws;

import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Window;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What AWS knows about a function, read with as few calls and in as few round trips as can be: all
 * calls that don't depend on each other are made side by side, and the logs are read where they
 * usually are while the function's settings are still on their way. Make one for each diagnosis;
 * the clients may be shared.
 */
public final class AwsEvidenceSource implements EvidenceSource {

  private final AwsClients clients;
  private final InstantSource clock;
  private final Asker asker;

  /** Asks through {@code clients}, and dates what it finds by {@code clock}. */
  public AwsEvidenceSource(AwsClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
    this.asker = new Asker(clock);
  }

  @Override
  public Evidence gather(FunctionRef function, Window window) {
    try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
      SettingsReader reader = new SettingsReader(clients, asker, sideBySide);
      LogReader logs = logReader(sideBySide);
      MetricReader metricReader = new MetricReader(clients, asker);

      var settings = CompletableFuture.supplyAsync(() -> reader.function(function), sideBySide);
      var account = CompletableFuture.supplyAsync(reader::account, sideBySide);
      var metrics =
          CompletableFuture.supplyAsync(
              () -> metricReader.read(function.name(), window, clock.instant()), sideBySide);
      var guess =
          CompletableFuture.supplyAsync(() -> logs.guess(function.name(), window), sideBySide);

      SettingsReader.Function known = settings.join();
      Observation<LogEvidence> read = logs.follow(guess.join(), known.settings(), window);
      Observation<AccountSettings> accountSettings = account.join();
      Observation<MetricEvidence> metricEvidence = metrics.join();
      return new Evidence(
          function,
          clock.instant(),
          window,
          known.settings(),
          known.reservation(),
          accountSettings,
          read,
          metricEvidence);
    }
  }

  @Override
  public Observation<LogEvidence> logs(FunctionSettings function, Window window) {
    try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
      return logReader(sideBySide).read(function, window);
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

  private LogReader logReader(ExecutorService sideBySide) {
    return new LogReader(clients, asker, sideBySide);
  }
}
