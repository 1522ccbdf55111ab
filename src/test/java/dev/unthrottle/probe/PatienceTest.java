package dev.unthrottle.probe;

import static dev.unthrottle.probe.World.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first limit to pass names the outcome. */
class PatienceTest {

  private static Patience of(Timeouts timeouts, Duration sinceCall) {
    return Patience.of(timeouts, sinceCall, seconds(900));
  }

  @Test
  void readTimeout_isTheClients() {
    assertThat(of(Timeouts.of(seconds(3), seconds(60)), Duration.ZERO))
        .isEqualTo(new Patience(seconds(3), seconds(60), AttemptOutcome.READ_TIMEOUT));
  }

  @Test
  void callLimit_countsFromTheCall() {
    // 100 s - 70 s = 30 s are left
    assertThat(of(new Timeouts(seconds(3), seconds(60), null, seconds(100)), seconds(70)))
        .isEqualTo(new Patience(seconds(3), seconds(30), AttemptOutcome.CALL_TIMEOUT));
  }

  @Test
  void attemptLimit_cutsConnectingAsWell() {
    assertThat(of(new Timeouts(seconds(3), seconds(60), seconds(2), null), Duration.ZERO))
        .isEqualTo(new Patience(seconds(2), seconds(2), AttemptOutcome.ATTEMPT_TIMEOUT));
  }

  @Test
  void clientWithoutLimits_waitsNoLongerThanAnyExecutionLasts() {
    // 10 s init + 900 s timeout + 5 s margin; after that, the connection must have been lost.
    assertThat(of(Timeouts.of(null, null), Duration.ZERO))
        .isEqualTo(new Patience(seconds(10), seconds(915), AttemptOutcome.CONNECTION_FAILED));
  }
}
