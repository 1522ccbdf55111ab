package dev.unthrottle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.SimulationRun;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * The real AWS SDK for Java meets the sandbox, and the catalogue's client for it meets the
 * simulated limit: the same attempts, one by one.
 */
@ExtendWith(TestCredentials.class)
class RealClientAndSimulationTest {

  private static final String FUNCTION = "DelayFunction";

  /** The SDK on the test's class path, and the HTTP client that it is given here. */
  private static final String SDK_VERSION = "2.41.29";

  private static final Duration PATIENCE = Duration.ofMillis(400);

  /** What a busy machine may add to an attempt or a backoff. */
  private static final Duration SLACK = Duration.ofMillis(500);

  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);

  /**
   * The runs are so long that no jitter can make a retry find a freed slot. Standard: hung up at
   * 0.4 s, retried within 0.1 s and, once refused, within 2 s: at 2.5 s at most, before the run
   * ends at 3 s. Legacy: at most 0.1 + 1 + 2 s later, at 3.5 s, before 4.5 s.
   */
  @ParameterizedTest(name = "{0}: {1} slots, runs of {2} ms → {3}")
  @CsvSource({
    "STANDARD, 1, 3000, read-timeout refused refused",
    "STANDARD, 2, 3000, read-timeout read-timeout refused",
    "STANDARD, 5, 3000, read-timeout read-timeout read-timeout",
    "STANDARD, 0, 3000, refused refused refused",
    "STANDARD, 1, 50, answered",
    "LEGACY, 1, 4500, read-timeout refused refused refused",
    "LEGACY, 3, 4500, read-timeout read-timeout read-timeout refused",
  })
  void bothMakeTheSameAttempts(RetryMode mode, int slots, long runMillis, String outcomes)
      throws IOException {
    Duration run = Duration.ofMillis(runMillis);
    Client client = catalogued(mode);
    SimulationRun simulated = simulate(client, slots, run);
    List<Attempt> real = invokeForReal(mode, slots, run);

    assertThat(outcomes(simulated.timeline().attempts())).isEqualTo(outcomes);
    assertThat(outcomes(real)).isEqualTo(outcomes);
    assertAttemptsTakeEquallyLong(real, simulated.timeline().attempts());
    assertGapsAreBackoffs(client, real);
    assertGapsAreBackoffs(client, simulated.timeline().attempts());
  }

  private static Client catalogued(RetryMode mode) {
    return ClientCatalog.bundled()
        .resolve(
            new ClientConfiguration(
                ClientId.JAVA_V2,
                SDK_VERSION,
                null,
                PATIENCE,
                null,
                mode,
                Map.of("httpClient", "url-connection")))
        .client();
  }

  private static SimulationRun simulate(Client client, int slots, Duration run) {
    return Simulation.run(
        new SimulationPlan(
            1000,
            Map.of(FUNCTION, slots),
            Map.of(),
            List.of(FunctionModel.steady(FUNCTION, run, FUNCTION_TIMEOUT)),
            List.of(new Caller(FUNCTION, client, Load.once())),
            Network.NONE,
            1),
        slots);
  }

  private static List<Attempt> invokeForReal(RetryMode mode, int slots, Duration run)
      throws IOException {
    Scenario scenario =
        Scenario.parse(
            """
            truth: none-found
            account: {concurrency: 1000}
            functions:
              - {name: %s, timeout: 30s, memory: 128, reserved: %d, duration: %dms}
            """
                .formatted(FUNCTION, slots, run.toMillis()),
            "one-function.yaml");
    RecordingHttpClient http =
        new RecordingHttpClient(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build());
    try (Sandbox sandbox = Sandbox.start(scenario, 0, Clock.systemUTC(), slots);
        LambdaClient lambda = lambda(mode, sandbox, http)) {
      @SuppressWarnings("CheckReturnValue") // What surfaces is read from the attempts as well.
      SdkException surfaced =
          catchThrowableOfType(
              SdkException.class, () -> lambda.invoke(request -> request.functionName(FUNCTION)));
      List<Attempt> attempts = http.attempts();
      assertThat(surfaced instanceof TooManyRequestsException)
          .isEqualTo(attempts.getLast().outcome() == AttemptOutcome.REFUSED);
      assertThat(sandbox.counts(FUNCTION).refusals()).isEqualTo(count(attempts, true));
      assertThat(sandbox.counts(FUNCTION).executions()).isEqualTo(count(attempts, false));
      return attempts;
    }
  }

  private static LambdaClient lambda(RetryMode mode, Sandbox sandbox, RecordingHttpClient http) {
    return LambdaClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(sandbox.endpoint())
        .httpClient(http)
        .overrideConfiguration(settings ->
            settings.retryStrategy(
                software.amazon.awssdk.core.retry.RetryMode.valueOf(mode.name())))
        .build();
  }

  private static int count(List<Attempt> attempts, boolean refused) {
    return (int)
        attempts.stream()
            .filter(attempt -> (attempt.outcome() == AttemptOutcome.REFUSED) == refused)
            .count();
  }

  private static String outcomes(List<Attempt> attempts) {
    return String.join(" ", attempts.stream().map(attempt -> attempt.outcome().id()).toList());
  }

  private static void assertAttemptsTakeEquallyLong(List<Attempt> real, List<Attempt> simulated) {
    for (int i = 1; i < real.size(); i++) { // The first real attempt also loads classes.
      assertThat(length(real.get(i)))
          .as("attempt %d", i + 1)
          .isBetween(length(simulated.get(i)), length(simulated.get(i)).plus(SLACK));
    }
  }

  private static Duration length(Attempt attempt) {
    return attempt.end().minus(attempt.start());
  }

  private static void assertGapsAreBackoffs(Client client, List<Attempt> attempts) {
    for (int retry = 1; retry < attempts.size(); retry++) {
      Attempt before = attempts.get(retry - 1);
      Backoff backoff = client.retries().backoffAfter(before.outcome());
      assertThat(attempts.get(retry).start().minus(before.end()))
          .as("the backoff before retry %d", retry)
          .isBetween(backoff.shortest(retry), backoff.longest(retry).plus(SLACK));
    }
  }
}
