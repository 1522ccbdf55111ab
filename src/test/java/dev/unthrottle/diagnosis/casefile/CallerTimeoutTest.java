package dev.unthrottle.diagnosis.casefile;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.Timeouts;
import org.junit.jupiter.api.Test;

class CallerTimeoutTest {

  @Test
  void theWellKnownExample_is120SecondsAndAMarginOf20() {
    // 3 retries are 4 attempts: 3 × (10 s + 30 s) = 120 s, + 20 s = 140 s.
    CallerTimeout timeout = example();

    assertThat(timeout.base()).isEqualTo(ofMinutes(2));
    assertThat(timeout.estimate()).isEqualTo(ofSeconds(140));
    assertThat(timeout.estimateInNumbers())
        .isEqualTo("3 × (10 s + 30 s) = 120 s, and with the margin of 20 s 140 s");
  }

  @Test
  void theWorstCase_countsTheFirstAttemptAndTheBackoffToo() {
    // 4 × (10 s + 30 s) + 3 s of backoff = 163 s; the estimate is 23 s short of it.
    CallerTimeout timeout = example();

    assertThat(timeout.worstCase()).isEqualTo(ofSeconds(163));
    assertThat(timeout.worstCaseInNumbers()).isEqualTo("4 × (10 s + 30 s) + 3 s = 163 s");
  }

  @Test
  void aLimitForAnAttempt_standsForConnectingAndReading() {
    // .NET 4: 100 s for an attempt, three of them, and waits of at most 1 s and 2 s.
    CallerTimeout timeout =
        CallerTimeout.of(
            Cases.CATALOG.resolve(ClientConfiguration.defaults(ClientId.DOTNET, "4.0.2")).client());

    assertThat(timeout.worstCaseInNumbers()).isEqualTo("3 × 100 s + 3 s = 303 s");
  }

  @Test
  void aLimitForTheCall_endsItSooner() {
    Client client =
        Cases.CATALOG
            .resolve(ClientConfiguration.defaults(ClientId.JAVA_V2, null))
            .client()
            .with(new Timeouts(ofSeconds(2), ofSeconds(30), null, ofSeconds(45)), 1, false);

    assertThat(CallerTimeout.of(client).worstCase()).isEqualTo(ofSeconds(32));
    assertThat(CallerTimeout.of(client.with(client.timeouts(), 3, false)).worstCase())
        .isEqualTo(ofSeconds(45));
  }

  @Test
  void aClientThatWaitsForEver_hasNoWorstCase() {
    CallerTimeout timeout =
        CallerTimeout.of(
            Cases.CATALOG
                .resolve(ClientConfiguration.defaults(ClientId.JS_V3, "3.1166.0"))
                .client());

    assertThat(timeout.worstCase()).isNull();
    assertThat(timeout.estimateInNumbers())
        .isEqualTo("nothing ends an attempt: the client waits for ever");
  }

  private static CallerTimeout example() {
    return new CallerTimeout(ofSeconds(40), "(10 s + 30 s)", 4, ofSeconds(3), null);
  }
}
