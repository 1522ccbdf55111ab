package dev.unthrottle.diagnosis.advice;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.diagnosis.advice.Recommendation.RetriesBy;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who repeats a call that may run more than once without harm. */
class RetriesTest {

  /** 15 s of timeout and 10 s of Init: a client that waits 30 s repeats nothing that still runs. */
  @Test
  void onOneSlot_theSdkRetries_onceItsClientOutwaitsTheFunction() {
    Recommendation advice = decided(oneSlot(), null);

    assertThat(advice.retriesBy()).isEqualTo(RetriesBy.SDK);
    assertThat(advice.client().retries().maxAttempts()).isEqualTo(Retries.ATTEMPTS);
    assertThat(advice.client().timeouts().read()).isGreaterThanOrEqualTo(ofSeconds(25));
    assertThat(advice.snippets().get("aws-cli")).contains("AWS_MAX_ATTEMPTS=3");
    assertThat(advice.why())
        .contains(
            "Up to 3 attempts by the SDK: the call is idempotent, and a client that outwaits the"
                + " function repeats nothing that still runs.")
        .noneMatch(reason -> reason.startsWith("One attempt"));
  }

  /** One attempt takes 3.1 + 30 s at most, and three and their backoffs more than 100 s. */
  @Test
  void whoCantWaitForThreeAttempts_retriesInCode() {
    var caller = new CallerLimit(CallerKind.LAMBDA, ofSeconds(60), null);
    Recommendation advice = decided(oneSlot(), caller);

    assertThat(advice.retriesBy()).isEqualTo(RetriesBy.CODE);
    assertThat(advice.client().retries().maxAttempts()).isEqualTo(1);
    assertThat(advice.asynchronous()).isFalse();
  }

  /** Nothing was simulated, so nothing shows that a retry meets no execution of its own. */
  @Test
  void whereDurationsAreUnknown_retriesAreInCode() {
    Recommendation advice = decided(Cases.withReserved(1).readTimeout(ofSeconds(2)).file(), null);

    assertThat(advice.retriesBy()).isEqualTo(RetriesBy.CODE);
    assertThat(advice.client().retries().maxAttempts()).isEqualTo(1);
  }

  /**
   * 7 calls a second of 2 s (300 run a minute, 120 are refused) on ten slots; more slots are
   * advised, and a retry meets a free one.
   */
  @Test
  void amongACrowd_theSdkRetries_ifThatLeavesNoMoreCallsRefused() {
    Recommendation advice = decided(crowded(), null);

    assertThat(advice.retriesBy()).isEqualTo(RetriesBy.SDK);
  }

  private static Recommendation decided(CaseFile file, @Nullable CallerLimit caller) {
    Measurements measurements =
        new Measurements(
            List.of(), List.of(), DurationStatistics.of(file.invocations()).orElse(null));
    return Advisor.advise(file, measurements)
        .map(advice -> Retries.decided(advice, file, caller, 7))
        .flatMap(advice -> Prescription.of(advice, file, caller, Cases.CATALOG, 7))
        .orElseThrow()
        .recommendation();
  }

  private static CaseFile oneSlot() {
    Cases cases = Cases.withReserved(1).readTimeout(ofSeconds(2));
    for (int run = 0; run < 20; run++) {
      cases.run(ofMinutes(2L * run + 5), ofSeconds(6));
    }
    return cases.file();
  }

  private static CaseFile crowded() {
    Cases cases = Cases.withReserved(10).readTimeout(ofSeconds(60));
    for (int run = 0; run < 50; run++) {
      cases.run(ofMinutes(30).plusSeconds(run), ofSeconds(2));
    }
    return cases
        .minute(Metric.INVOCATIONS, 300)
        .minute(Metric.DURATION_P50, 2_000)
        .minute(Metric.THROTTLES, 120)
        .file();
  }
}
