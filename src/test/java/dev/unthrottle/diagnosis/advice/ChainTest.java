package dev.unthrottle.diagnosis.advice;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.evidence.AsyncSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainTest {

  private static final Client THREE_ATTEMPTS = Cases.withReserved(1).client().client();
  private static final Client ONE_ATTEMPT =
      THREE_ATTEMPTS.with(THREE_ATTEMPTS.timeouts(), 1, false);

  @Test
  void retriesOfTheCallerAndTheClient_multiply() {
    // 5 deliveries × 3 attempts = 15; with one attempt of the client the deliveries alone are left.
    Chain chain = chain(new CallerLimit(CallerKind.SQS, null, 5), false);

    assertThat(chain.executionsNow()).isEqualTo(15);
    assertThat(chain.executions()).isEqualTo(5);
    assertThat(chain.inNumbers()).isEqualTo("5 by the caller × 1 by the client = 5");
  }

  @Test
  void anAsynchronousCall_isRunAgainByLambda() {
    // 186 deliveries × 1 attempt × (1 + 2 of Lambda's own) = 558.
    Chain chain = chain(new CallerLimit(CallerKind.EVENTBRIDGE, null, null), true);

    assertThat(chain.executions()).isEqualTo(558);
    assertThat(chain.inNumbers())
        .isEqualTo("186 by the caller × 1 by the client × 3 by Lambda's own queue = 558");
  }

  @Test
  void aQueueWithoutARedrivePolicy_hasNoLimit() {
    Chain chain = chain(new CallerLimit(CallerKind.SQS, null, null), false);

    assertThat(chain.executions()).isNull();
    assertThat(chain.inNumbers())
        .isEqualTo("as often as the event comes back × 1 by the client = no limit");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "LAMBDA, 900, 3",
        "API_GATEWAY_REST, 29, 1",
        "API_GATEWAY_HTTP, 30, 1",
        "STEP_FUNCTIONS, none, 1",
        "ALB, 60, 1",
        "SQS, 30, none",
        "EVENTBRIDGE, none, 186",
        "CLI, none, 1",
        "SERVER, none, 1",
      })
  void whatIsNotGiven_isTheDocumentedDefault(
      CallerKind kind, @Nullable Integer seconds, @Nullable Integer attempts) {
    CallerLimit caller = new CallerLimit(kind, null, null);

    assertThat(caller.limit()).isEqualTo(seconds == null ? null : ofSeconds(seconds));
    assertThat(caller.mostAttempts()).isEqualTo(attempts);
  }

  @Test
  void aVisibilityTimeout_isSixTimesWhatTheConsumerMayTake() {
    // 6 × (62 s + 20 s of its own code) = 492 s.
    assertThat(
            Chain.needs(
                new CallerLimit(CallerKind.SQS, ofSeconds(30), null),
                new CallerTimeout(ofSeconds(62), "(2 s + 60 s)", 1, Duration.ZERO, null)))
        .isEqualTo(ofSeconds(492));
  }

  @Test
  void aCaller_cannotBeGivenMoreThanItsKindHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallerLimit(CallerKind.LAMBDA, ofMinutes(16), null))
        .withMessage("lambda waits PT15M at most. Found: PT16M");
  }

  private static Chain chain(CallerLimit caller, boolean asynchronous) {
    return Chain.of(caller, THREE_ATTEMPTS, ONE_ATTEMPT, asynchronous, AsyncSettings.DEFAULT);
  }
}
