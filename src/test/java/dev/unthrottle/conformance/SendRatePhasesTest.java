package dev.unthrottle.conformance;

import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.RetryMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendRatePhasesTest {

  @Test
  void afterARefusal_theGapIsTheWaitForAToken() {
    // The shortest measurement takes half a second: 0.8 × 1 / 0.5 s = 1.6 a second, of which a 429
    // leaves 0.7 × 1.6 = 1.12: a token takes 892.9 ms. The lowest rate, 0.5 a second, takes 2 s.
    // The backoff, up to a second, passes meanwhile.
    Range gap = ranges(ClientId.JS_V3, REFUSED).getFirst();
    assertThat(gap.shortest().toMillis()).isEqualTo(892);
    assertThat(gap.longest()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aTokenGatheredSinceTheStart_mayBeThere() {
    assertThat(ranges(ClientId.BOTO3, REFUSED).getFirst().shortest()).isZero();
  }

  @Test
  void withoutARefusal_theGapIsTheBackoff() {
    // Nothing limits the rate before the first 429: random(0–1) × 50 ms.
    assertThat(ranges(ClientId.JS_V3, READ_TIMEOUT))
        .containsExactly(new Range(Duration.ZERO, Duration.ofMillis(50)));
  }

  private static List<Range> ranges(ClientId client, AttemptOutcome... ends) {
    ClientConfiguration adaptive =
        new ClientConfiguration(client, null, null, null, null, RetryMode.ADAPTIVE, Map.of());
    return new SendRatePhases(
            ClientCatalog.bundled().resolve(adaptive).client().retries(),
            RetryHint.NONE,
            Duration.ofMillis(600))
        .of(List.of(ends));
  }
}
