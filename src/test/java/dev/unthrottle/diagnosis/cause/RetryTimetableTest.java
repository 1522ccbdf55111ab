package dev.unthrottle.diagnosis.cause;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.diagnosis.cause.RetryTimetable.Stretch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * One slot; runs of 10 s that begin at full minutes; a client that hangs up after 2 s and retries
 * after less than 1 s and then less than 2 s: both retries fall into the run, in the same minute.
 */
class RetryTimetableTest {

  @Test
  void twoRefusalsAfterEachRun_areItsTwoRetries() {
    // Five runs: strangers would fit each with e⁻¹ = 36.8 % at best, all with 0.368⁵ = 0.7 %.
    RetryTimetable timetable = timetable(cases(5, 2));

    assertThat(timetable.stretches())
        .hasSize(5)
        .allSatisfy(stretch -> {
          assertThat(stretch.least()).isEqualTo(2);
          assertThat(stretch.most()).isEqualTo(2);
          assertThat(stretch.refused()).isEqualTo(2);
        });
    assertThat(timetable.accountsForTheRefusals()).isTrue();
  }

  @Test
  void fourRuns_areTooFewToExcludeChance() {
    // 0.368⁴ = 1.8 %, more than 1 %.
    assertThat(timetable(cases(4, 2)).accountsForTheRefusals()).isFalse();
  }

  @Test
  void oneRefusalAfterEachRun_isNotWhatThisClientDoes() {
    assertThat(timetable(cases(8, 1)).accountsForTheRefusals()).isFalse();
  }

  @Test
  void refusalsAtOtherTimes_areSomebodyElses() {
    // 16 refusals when retries were due, and 2 an hour before: 11 %.
    Cases cases = cases(8, 2).throttles(ofMinutes(58), 2);

    assertThat(timetable(cases).leavesRefusals()).isTrue();
    assertThat(timetable(cases).accountsForTheRefusals()).isFalse();
  }

  @Test
  void refusalsAtOtherTimesAlone_ruleTheClientOut() {
    Cases cases = cases(8, 0).throttles(ofMinutes(58), 2).run(ofMinutes(59), ofSeconds(1));
    Verdict verdict = cases.verdict();

    assertThat(timetable(cases).isNotKept()).isTrue();
    assertThat(verdict.ruledOut())
        .contains(
            new Verdict.RuledOut(
                Cause.CLIENT_TIMEOUT_SELF_COLLISION,
                "8 executions outlived the client, and no attempt was refused in the minutes in which"
                    + " its retries would have been due."));
  }

  @Test
  void whatTheLogsAndTheMetricsShowTogether_isProven() {
    Verdict verdict = cases(8, 2).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.PROVEN);
    assertThat(verdict.because())
        .extracting(Reason::fact)
        .contains(
            "When 8 executions outlived the client, as many attempts were refused as retries of it were"
                + " due then: 16 of the 16 refusals, 2 of them here.");
  }

  @Test
  void aClientThatNobodyNamed_isNotProvenByAnAssumption() {
    assertThat(cases(8, 2).clientAssumed().verdict().certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void aRetryThatMayComeAfterTheRun_isExpectedOrNot() {
    // The run ends 3 s after it began: the first retry comes 1.5 to 3.5 s after, before or behind.
    RetryTimetable timetable = timetable(runs(3, ofSeconds(3), 1));

    assertThat(timetable.stretches())
        .allSatisfy(stretch -> {
          assertThat(stretch.least()).isZero();
          assertThat(stretch.most()).isEqualTo(2);
          assertThat(stretch.chance()).isEqualTo(1);
        });
  }

  @Test
  void freeSlots_refuseNoRetry() {
    Cases cases = Cases.withReserved(2);
    for (int run = 1; run <= 3; run++) {
      cases.run(ofMinutes(5L * run), ofSeconds(10));
    }

    assertThat(timetable(cases).stretches()).allMatch(stretch -> stretch.most() == 0);
  }

  @Test
  void theChanceOfStrangers_isTheHighestOfAnyRate() {
    // Exactly 2: at a mean of 2, 2²/2! × e⁻² = 27.1 %; but one call with two attempts: e⁻¹.
    assertThat(stretch(1, 2, 2).chance()).isCloseTo(Math.exp(-1), within(1e-9));
    // 1 or 2: at the mean √2, (√2 + 1) × e^−√2 = 58.7 %.
    assertThat(stretch(1, 1, 2).chance()).isCloseTo(0.587, within(1e-3));
    // 4 in two runs, or two calls: at the mean 2, 2²/2! × e⁻² = 27.1 %.
    assertThat(stretch(2, 4, 4).chance()).isCloseTo(2 * Math.exp(-2), within(1e-9));
  }

  private static Stretch stretch(int executions, int least, int most) {
    return new Stretch(Cases.NOW, Cases.NOW.plusSeconds(60), executions, least, most, least);
  }

  private static Cases cases(int runs, int refusals) {
    return runs(runs, ofSeconds(10), refusals);
  }

  private static Cases runs(int runs, Duration duration, int refusals) {
    Cases cases = Cases.withReserved(1);
    for (int run = 1; run <= runs; run++) {
      cases.run(ofMinutes(5L * run), duration);
      if (refusals > 0) {
        cases.throttles(ofMinutes(5L * run), refusals);
      }
    }
    return cases;
  }

  private static RetryTimetable timetable(Cases cases) {
    return RetryTimetable.of(cases.file()).orElseThrow();
  }
}
