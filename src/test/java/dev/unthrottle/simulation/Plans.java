package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.Jitter;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryQuota;
import dev.unthrottle.client.SendRate;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clients and plans that several tests simulate. */
final class Plans {

  static final String FUNCTION = "DelayFunction";

  /** What the AWS clients retry that can happen in a simulation. */
  static final Set<AttemptOutcome> RETRIED =
      Set.of(
          AttemptOutcome.REFUSED,
          AttemptOutcome.CONNECT_TIMEOUT,
          AttemptOutcome.READ_TIMEOUT,
          AttemptOutcome.ATTEMPT_TIMEOUT);

  /** AWS CLI 2.0 to 2.39: 3 attempts, 1 s x 2 with full jitter, connect and read 60 s. */
  static final Client CLI_V2_PRE_2026 =
      client(
          Timeouts.of(seconds(60), seconds(60)),
          3,
          new Backoff(seconds(1), 2, seconds(20), Jitter.FULL),
          new RetryQuota(500, 5, 5, 10, 5));

  private Plans() {}

  static Client client(
      Timeouts timeouts, int maxAttempts, Backoff backoff, @Nullable RetryQuota quota) {
    RetryPolicy retries =
        new RetryPolicy(
            RetryMode.STANDARD,
            maxAttempts,
            RETRIED,
            backoff,
            backoff,
            HintUse.IGNORED,
            quota,
            null);
    return client(timeouts, retries);
  }

  static Client client(Timeouts timeouts, RetryPolicy retries) {
    return new Client(ClientId.BOTO3, null, "test", timeouts, retries, false);
  }

  /** Waits for ever, makes 3 attempts in adaptive mode, and has no quota. */
  static Client adaptive(SendRate sendRate, Duration backoff) {
    RetryPolicy retries =
        new RetryPolicy(
            RetryMode.ADAPTIVE,
            3,
            RETRIED,
            always(backoff),
            always(backoff),
            HintUse.IGNORED,
            null,
            sendRate);
    return client(Timeouts.of(null, null), retries);
  }

  /** One attempt, which waits for ever. */
  static Client patientWithoutRetries() {
    return client(Timeouts.of(null, null), 1, always(Duration.ZERO), null);
  }

  /** The same wait before every retry. */
  static Backoff always(Duration wait) {
    return new Backoff(wait, 1, null, Jitter.NONE);
  }

  /** One function that always takes as long, with so many reserved slots, and one caller. */
  static SimulationPlan plan(int reserved, Duration duration, Client client, Load load) {
    return new SimulationPlan(
        1000,
        Map.of(FUNCTION, reserved),
        Map.of(),
        List.of(FunctionModel.steady(FUNCTION, duration, seconds(900))),
        List.of(new Caller(FUNCTION, client, load)),
        Network.NONE,
        1000);
  }

  static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
