package dev.unthrottle.simulation;

import static dev.unthrottle.simulation.Plans.FUNCTION;
import static dev.unthrottle.simulation.Plans.always;
import static dev.unthrottle.simulation.Plans.client;
import static dev.unthrottle.simulation.Plans.patientWithoutRetries;
import static dev.unthrottle.simulation.Plans.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryQuota;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls share of their client, and what a refusal tells them. */
class ClientMemoryTest {

  private static final RetryHint BOTH = new RetryHint(seconds(3), seconds(4));

  @ParameterizedTest
  @CsvSource({
    // Three calls, all refused, of up to 10 attempts; a quota of 12 pays for two retries at 5.
    "ALL_CALLS, 3 1 1",
    "ONE_CALL, 3 3 3",
  })
  void calls_shareTheQuotaOfOneClient(ClientLife life, String attempts) {
    Client client =
        client(Timeouts.of(null, null), 10, always(seconds(1)), new RetryQuota(12, 5, 5, 10, 5));
    Caller caller = new Caller(FUNCTION, client, life, Load.calls(3, seconds(60)));

    SimulationRun run = Simulation.run(plan(0, RetryHint.NONE, caller), 1);

    assertThat(run.calls())
        .extracting(call -> Integer.toString(call.attempts()))
        .containsExactly(attempts.split(" "));
  }

  @ParameterizedTest
  @EnumSource
  void aCommandLine_isANewClientForEveryCall(ClientId id) {
    Client any = patientWithoutRetries();
    Client client = new Client(id, null, "test", any.timeouts(), any.retries(), false);
    assertThat(new Caller(FUNCTION, client, Load.once()).life())
        .isEqualTo(id == ClientId.AWS_CLI ? ClientLife.ONE_CALL : ClientLife.ALL_CALLS);
  }

  @ParameterizedTest
  @CsvSource({
    // Retry-After 3 s, x-amz-retry-after 4 s, and 1 s of the client's own
    "IGNORED, 1, 2",
    "RETRY_AFTER_AT_LEAST, 3, 6",
    "RETRY_AFTER_ON_TOP, 4, 8",
    "AMZ_RETRY_AFTER_INSTEAD, 4, 8",
    "AMZ_RETRY_AFTER_EXACTLY, 4, 8",
    "AMZ_RETRY_AFTER_AT_LEAST, 4, 8",
    "AMZ_RETRY_AFTER_CLAMPED, 4, 8",
    "EITHER_CLAMPED, 4, 8",
  })
  void aRefusal_tellsWhenToComeBack(HintUse use, double second, double third) {
    Caller caller = new Caller(FUNCTION, retrying(use, null), Load.once());

    SimulationRun run = Simulation.run(plan(0, BOTH, caller), 1);

    assertThat(run.timeline().attempts())
        .extracting(Attempt::start)
        .containsExactly(Duration.ZERO, seconds(second), seconds(third));
  }

  @Test
  void aTimeout_tellsNothing() {
    // One slot, 70 s: cut at 60 s, 1 s of backoff, refused at 61 s, 3 s as told.
    Client client = retrying(HintUse.RETRY_AFTER_AT_LEAST, seconds(60));
    Caller caller = new Caller(FUNCTION, client, Load.once());

    SimulationRun run = Simulation.run(plan(1, BOTH, caller), 1);

    assertThat(run.timeline().attempts())
        .extracting(Attempt::start)
        .containsExactly(Duration.ZERO, seconds(61), seconds(64));
  }

  private static Client retrying(HintUse use, @Nullable Duration read) {
    RetryPolicy retries =
        new RetryPolicy(
            RetryMode.STANDARD,
            3,
            Plans.RETRIED,
            always(seconds(1)),
            always(seconds(1)),
            use,
            null,
            null);
    return client(Timeouts.of(null, read), retries);
  }

  private static SimulationPlan plan(int reserved, RetryHint hint, Caller caller) {
    FunctionModel function =
        new FunctionModel(
            FUNCTION, Durations.fixed(seconds(70)), seconds(900), Duration.ZERO, 0, hint);
    return new SimulationPlan(
        1000,
        Map.of(FUNCTION, reserved),
        Map.of(),
        List.of(function),
        List.of(caller),
        Network.NONE,
        100);
  }
}
