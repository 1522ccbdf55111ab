package dev.unthrottle.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerTimeoutTest {

  @Test
  void theWellKnownExample_is140Seconds() {
    // 3 retries are 4 attempts. Estimate: 3 × (10 s + 30 s) + 20 s margin = 140 s.
    CallerTimeout timeout =
        CallerTimeout.of(Duration.ofSeconds(10), Duration.ofSeconds(30), 4, Duration.ofSeconds(3));

    assertThat(timeout.estimate()).isEqualTo(Duration.ofSeconds(140));
    // Worst case: 4 × (10 s + 30 s) + 3 s of backoff = 163 s; the estimate is 23 s short of it.
    assertThat(timeout.worstCase()).isEqualTo(Duration.ofSeconds(163));
  }

  @Test
  void aClientThatWaitsForEver_hasNoWorstCase() {
    CallerTimeout timeout =
        CallerTimeout.of(
            Cases.CATALOG
                .resolve(ClientConfiguration.defaults(ClientId.JS_V3, "3.1166.0"))
                .client());

    assertThat(timeout.worstCase()).isNull();
  }
}
