package dev.unthrottle.aws;

import dev.unthrottle.aws.SurroundingsReader.Around;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Window;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One diagnosis's looking for everything about a function. The first round trip asks what can be
 * asked without knowing anything; the second one what follows from its answers; the third one is
 * the logs' alone.
 */
final class Gathering {

  private final Asker asker;
  private final InstantSource clock;
  private final Executor sideBySide;
  private final SettingsReader settings;
  private final SurroundingsReader around;
  private final MetricReader metrics;
  private final LogReader logs;

  Gathering(AwsClients clients, Asker asker, InstantSource clock, Executor sideBySide) {
    this.asker = asker;
    this.clock = clock;
    this.sideBySide = sideBySide;
    this.settings = new SettingsReader(clients, asker, sideBySide);
    this.around = new SurroundingsReader(clients, asker, clock, sideBySide);
    this.metrics = new MetricReader(clients, asker);
    this.logs = new LogReader(clients, asker, sideBySide);
  }

  /** What the first round trip tells. */
  private record First(
      SettingsReader.Function function,
      Observation<AccountSettings> account,
      Around around,
      Observation<MetricEvidence> metrics,
      LogReader.Guess guess) {

    @Nullable MetricEvidence metricsOrNull() {
      return metrics.value().orElse(null);
    }
  }

  Evidence gather(FunctionRef function, Window window) {
    First first = first(function, window);
    int substitutes = SettingsReader.substitutes(first.function());
    Allowance left = Allowance.after(asker.calls(), rounds()).less(substitutes, 0);
    boolean async = left.calls() > logs.callsWanted(first.guess(), first.metricsOrNull());
    return second(function, window, first, substitutes > 0, async, left.less(async ? 1 : 0, 0));
  }

  private First first(FunctionRef function, Window window) {
    var settled = start(() -> settings.function(function));
    var account = start(settings::account);
    var surroundings = start(() -> around.read(function));
    var measured = start(() -> metrics.read(function.name(), window, clock.instant()));
    var guess = start(() -> logs.guess(function.name(), window));
    return new First(
        settled.join(), account.join(), surroundings.join(), measured.join(), guess.join());
  }

  private Evidence second(
      FunctionRef function,
      Window window,
      First first,
      boolean denied,
      boolean asksAsync,
      Allowance allowance) {
    CompletableFuture<SettingsReader.Function> settled =
        denied
            ? start(() -> settings.instead(function, first.function()))
            : CompletableFuture.completedFuture(first.function());
    CompletableFuture<Observation<AsyncSettings>> async =
        start(() -> around.async(function, asksAsync));
    Observation<LogEvidence> read =
        logs.follow(
            first.guess(),
            settled.thenApply(Gathering::logSettings),
            first.metricsOrNull(),
            window,
            allowance);
    return new Evidence(
        function,
        clock.instant(),
        window,
        settled.join().settings(),
        settled.join().reservation(),
        first.account(),
        first.around().with(async.join()),
        read,
        first.metrics());
  }

  private static Optional<LogSettings> logSettings(SettingsReader.Function function) {
    return function.settings().value().map(FunctionSettings::logs);
  }

  /** How many round trips the first one took: CloudWatch may give its metrics in two pages. */
  private int rounds() {
    return asker.calls(AwsCall.GET_METRIC_DATA) > 1 ? 2 : 1;
  }

  private <T> CompletableFuture<T> start(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, sideBySide);
  }
}
