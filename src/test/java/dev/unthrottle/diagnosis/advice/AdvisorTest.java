package dev.unthrottle.diagnosis.advice;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.diagnosis.casefile.Forecast;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.probe.ConnectTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AdvisorTest {

  @Test
  void theClient_outwaitsTheFunctionAndItsColdStart() {
    // Function timeout 15 s + longest init 10 s + 5 s for the network = 30 s.
    assertThat(advise(Cases.withReserved(1).run(ofMinutes(30), ofSeconds(6))).timeouts().read())
        .isEqualTo(ofSeconds(30));
  }

  @Test
  void anInvoke_isAttemptedOnce() {
    assertThat(
            advise(Cases.withReserved(1).run(ofMinutes(30), ofSeconds(6))).retries().maxAttempts())
        .isEqualTo(1);
  }

  @Test
  void theConnectTimeout_survivesALostSyn_inTheClientsUnits() {
    // 3.1 s, and the AWS CLI takes whole seconds.
    assertThat(advise(Cases.withReserved(1).run(ofMinutes(30), ofSeconds(6))).timeouts().connect())
        .isEqualTo(ofSeconds(4));
  }

  @Test
  void aSlowNetwork_raisesTheConnectTimeout() {
    // Three times the slowest connection measured: 3 × 2 s = 6 s, above the floor of 3.1 s.
    Cases cases = Cases.withReserved(1).run(ofMinutes(30), ofSeconds(6));
    Advisor.Advice advice =
        Advisor.advise(
                cases.file(),
                new Measurements(
                    List.of(ConnectTime.tcp(ofMillis(20)), ConnectTime.tcp(ofSeconds(2))),
                    List.of(),
                    null))
            .orElseThrow();

    assertThat(advice.client().timeouts().connect()).isEqualTo(ofSeconds(6));
  }

  @Test
  void aFunctionThatItsTimeoutCutsOff_getsALongerOne_becauseItsTailIsUnknown() {
    Cases cases = Cases.withReserved(1).run(ofMinutes(30), ofSeconds(15));
    Duration cut = ofSeconds(15);
    Advisor.Advice advice =
        Advisor.advise(
                cases.file(),
                new Measurements(
                    List.of(),
                    List.of(),
                    new DurationStatistics(9, cut, cut, cut, cut, cut, cut, 2)))
            .orElseThrow();

    // 15 s × 1.5 = 22.5 s, in whole seconds 23 s.
    assertThat(advice.functionTimeout()).isEqualTo(ofSeconds(23));
    assertThat(advice.function().why().getFirst())
        .isEqualTo(
            "The function's timeout (15 s) cut off 2 executions, so how long they would have run is"
                + " unknown: raise it until none is cut off.");
  }

  @Test
  void everyRecommendedClient_isCleanWhenSimulated() {
    for (int slots = 1; slots <= 5; slots++) {
      for (int seconds = 1; seconds <= 15; seconds++) {
        CaseFile file = Cases.withReserved(slots).run(ofMinutes(30), ofSeconds(seconds)).file();
        Advisor.Advice advice =
            Advisor.advise(file, new Measurements(List.of(), List.of(), null)).orElseThrow();
        Forecast forecast =
            Forecast.alone(
                advice.client(),
                Objects.requireNonNull(file.function()),
                slots,
                slots * 31L + seconds);

        assertThat(forecast.outlook().clean())
            .as("%d slots, runs of %d s", slots, seconds)
            .isTrue();
      }
    }
  }

  private static Client advise(Cases cases) {
    CaseFile file = cases.file();
    return Advisor.advise(
            file,
            new Measurements(
                List.of(), List.of(), DurationStatistics.of(file.invocations()).orElse(null)))
        .orElseThrow()
        .client();
  }
}
