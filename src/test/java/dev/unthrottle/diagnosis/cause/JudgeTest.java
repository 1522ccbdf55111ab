package dev.unthrottle.diagnosis.cause;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final String THROTTLE =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation"
          + " (reached max retries: 2): Rate Exceeded.";

  @Test
  void runsThatOutliveTheClient_withRefusals_areASelfCollision() {
    // One slot, 6 s runs, a client that hangs up after 2 s and tries again within 3 s: 2 s + 3 s <
    // 6 s.
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(30), ofSeconds(6))
            .throttles(ofMinutes(30), 2)
            .point(Metric.CONCURRENT_EXECUTIONS, ofMinutes(30), 1)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(verdict.headline())
        .isEqualTo(
            "The client hung up after 2 s while the function ran 6 s, and its retries were refused"
                + " because that run still held the only slot.");
  }

  @Test
  void aSelfCollisionThatLeftNoTrace_isOnlyPossible() {
    Verdict verdict = Cases.withReserved(1).run(ofMinutes(30), ofSeconds(6)).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
  }

  @Test
  void aPastedThrottle_isATraceOfASelfCollision() {
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(30), ofSeconds(6))
            .metricsDenied()
            .error(THROTTLE)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.missing()).anyMatch(gap -> gap.contains("cloudwatch:GetMetricData"));
  }

  @Test
  void aPastedTimeoutBeforeThe429_isAReasonOfItsOwn() {
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(30), ofSeconds(6))
            .error("Read timeout on endpoint URL: \"http://127.0.0.1/\"\n" + THROTTLE)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.because())
        .extracting(Reason::fact)
        .contains(
            "The error tells of an attempt that the client hung up on, before the one that was"
                + " refused.");
  }

  @Test
  void anErrorThatTellsACollision_outweighsSettingsThatExcludeOne() {
    // The client is said to wait 2 s and the function runs 1 s, so by the settings it never hangs
    // up; but the error says that it did.
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(30), ofSeconds(1))
            .throttles(ofMinutes(30), 2)
            .error("Read timeout on endpoint URL: \"http://127.0.0.1/\"\n" + THROTTLE)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(verdict.missing())
        .anySatisfy(gap -> assertThat(gap).startsWith("The client's own settings: with those"));
  }

  @Test
  void aReproducedCollision_isProven() {
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(30), ofSeconds(6))
            .throttles(ofMinutes(30), 2)
            .reproduced(selfCollision(), true)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.PROVEN);
    assertThat(verdict.because())
        .extracting(Reason::fact)
        .containsExactly(
            "Attempt 1 hit the read timeout, and the client hung up after 2 s.",
            "The logs show the execution that attempt 1 started: it held its slot for 6 s and"
                + " succeeded.",
            "Attempt 2 was refused: ReservedFunctionConcurrentInvocationLimitExceeded after 10 ms.",
            "Attempt 3 was refused: ReservedFunctionConcurrentInvocationLimitExceeded after 10 ms.");
  }

  @Test
  void aReproductionWithoutItsLogLines_isNotAProof() {
    Timeline withoutLogs = new Timeline(selfCollision().attempts(), List.of());
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(30), ofSeconds(6))
            .throttles(ofMinutes(30), 2)
            .reproduced(withoutLogs, false)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void aReproductionThatIsAnswered_rulesSelfCollisionOut() {
    Timeline answered =
        new Timeline(
            List.of(attempt(1, Duration.ZERO, ofSeconds(1), AttemptOutcome.ANSWERED)),
            List.of(execution(1, Duration.ZERO, ofSeconds(1))));
    Verdict verdict =
        Cases.withReserved(1).run(ofMinutes(30), ofSeconds(6)).reproduced(answered, true).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.NONE_FOUND);
    assertThat(verdict.ruledOut())
        .contains(
            new Verdict.RuledOut(
                Cause.CLIENT_TIMEOUT_SELF_COLLISION,
                "The probe made the same call with the same settings, and no retry of it was refused"
                    + " (attempt 1 answered)."));
  }

  @Test
  void aSingleRunThatWasFollowed_makesDuplicatesLikely() {
    // Once is not beyond chance: three are needed for that.
    Duration before = ofMinutes(10);
    Verdict verdict =
        Cases.withReserved(10)
            .maxAttempts(2)
            .run(before, ofSeconds(6))
            .run(before.minus(ofMillis(2_400)), ofSeconds(6))
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_DUPLICATES);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void oneRunThatWasFollowed_byOneWithTheSameKey_isProven() {
    Duration before = ofMinutes(10);
    Verdict verdict =
        Cases.withReserved(10)
            .maxAttempts(2)
            .run(before, ofSeconds(6))
            .serving("order-4711")
            .run(before.minus(ofMillis(2_400)), ofSeconds(6))
            .serving("order-4711")
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_DUPLICATES);
    assertThat(verdict.certainty()).isEqualTo(Certainty.PROVEN);
  }

  @Test
  void aRunWithAnotherKey_isAStrangers() {
    Duration before = ofMinutes(10);
    Verdict verdict =
        Cases.withReserved(10)
            .maxAttempts(2)
            .run(before, ofSeconds(6))
            .serving("order-4711")
            .run(before.minus(ofMillis(2_400)), ofSeconds(6))
            .serving("order-4712")
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.NONE_FOUND);
  }

  @Test
  void runsThatAreFollowedEachTime_areProvenByTheLogsAlone() {
    // Four calls of two attempts: each first run is followed by another 2.4 s later, while it still
    // runs. The second
    // runs outlive the client as well, but no third attempt is due: 4 of 4 were followed.
    Cases cases = Cases.withReserved(10).maxAttempts(2);
    for (int minute = 10; minute <= 40; minute += 10) {
      Duration before = ofMinutes(minute);
      cases.run(before, ofSeconds(6)).run(before.minus(ofMillis(2_400)), ofSeconds(6));
    }
    Verdict verdict = cases.verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_DUPLICATES);
    assertThat(verdict.certainty()).isEqualTo(Certainty.PROVEN);
  }

  @Test
  void runsThatNobodyFollows_ruleDuplicatesOut() {
    Cases cases = Cases.withReserved(10);
    for (int minute = 10; minute <= 40; minute += 10) {
      cases.run(ofMinutes(minute), ofSeconds(6));
    }

    assertThat(cases.verdict().ruledOut())
        .contains(
            new Verdict.RuledOut(
                Cause.CLIENT_TIMEOUT_DUPLICATES,
                "4 executions outlived the client, and none was followed by another when its retry"
                    + " would have begun."));
  }

  @Test
  void aReservationOfZero_isTheCause_andRulesOutTheOthers() {
    Verdict verdict = Cases.withReserved(0).throttles(ofMinutes(5), 4).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.RESERVED_CONCURRENCY_ZERO);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(verdict.ruledOut())
        .extracting(Verdict.RuledOut::cause)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(Cause.RESERVED_CONCURRENCY_ZERO, Cause.NONE_FOUND)));
  }

  @Test
  void refusalsAmongManyRuns_areSaturation() {
    // In one minute 16 runs of 6 s kept 16 × 6 s / 60 s = 1.6 of 2 slots in use; 30 attempts were
    // refused.
    Cases cases = Cases.withReserved(2).readTimeout(ofSeconds(30));
    for (int run = 0; run < 16; run++) {
      cases.run(ofMinutes(30).minus(ofMillis(3_700L * run)), ofSeconds(6));
    }
    Verdict verdict =
        cases
            .minute(Metric.INVOCATIONS, 16)
            .minute(Metric.DURATION_P50, 6_000)
            .minute(Metric.THROTTLES, 30)
            .minute(Metric.CONCURRENT_EXECUTIONS, 2)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.RESERVED_CONCURRENCY_SATURATED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void refusalsAroundASingleRun_areAnotherClientsPattern_andOnlyPossiblySaturation() {
    // One run of 6 s in a minute keeps a tenth of the slot in use: nobody fills it.
    Verdict verdict =
        Cases.withReserved(1)
            .readTimeout(ofSeconds(30))
            .run(ofMinutes(30), ofSeconds(6))
            .minute(Metric.DURATION_P50, 6_000)
            .minute(Metric.THROTTLES, 2)
            .minute(Metric.CONCURRENT_EXECUTIONS, 1)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.RESERVED_CONCURRENCY_SATURATED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.missing())
        .anyMatch(sentence -> sentence.startsWith("The clients that call"));
  }

  @Test
  void aWindowWithoutTraffic_provesNothing() {
    Verdict verdict = Cases.withReserved(1).readTimeout(ofSeconds(30)).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.NONE_FOUND);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.missing()).anyMatch(sentence -> sentence.startsWith("Traffic: "));
  }

  @Test
  void moreRefusalsThanTheClientCanCause_amongManyRuns_areSaturation_andACollisionAsWell() {
    // 8 runs outlive the client and its retries can cause 16 refusals; 40 were seen while 0.8 of 1
    // slot was in use.
    Cases cases = Cases.withReserved(1);
    for (int run = 0; run < 8; run++) {
      cases.run(ofMinutes(30).minus(ofMillis(7_000L * run)), ofSeconds(6));
    }
    Verdict verdict =
        cases
            .minute(Metric.INVOCATIONS, 8)
            .minute(Metric.DURATION_P50, 6_000)
            .minute(Metric.THROTTLES, 40)
            .minute(Metric.CONCURRENT_EXECUTIONS, 1)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.RESERVED_CONCURRENCY_SATURATED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(verdict.also())
        .extracting(Verdict.Also::cause)
        .containsExactly(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  @Test
  void quietMetricsAndAPatientClient_areNothing() {
    Verdict verdict =
        Cases.withReserved(1).readTimeout(ofSeconds(30)).run(ofMinutes(30), ofSeconds(6)).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.NONE_FOUND);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void missingLogs_areNamed_andCostCertainty() {
    Verdict verdict = Cases.withReserved(1).readTimeout(ofSeconds(30)).logsDenied().verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.NONE_FOUND);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.missing()).containsExactly("the log events: Allow logs:FilterLogEvents.");
  }

  @Test
  void aReproductionThatMetStrangers_hasReplayedNothing() {
    Timeline refusedAtOnce =
        new Timeline(
            List.of(attempt(1, Duration.ZERO, ofMillis(10), AttemptOutcome.REFUSED)), List.of());
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(30), ofSeconds(6))
            .throttles(ofMinutes(30), 2)
            .reproduced(refusedAtOnce, true)
            .verdict();

    // The client's own retries are not ruled out by a probe that never came to play them.
    assertThat(verdict.ruledOut())
        .extracting(Verdict.RuledOut::cause)
        .doesNotContain(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  @Test
  void aCallThatCollidesAndRunsTwice_isTold_withBoth() {
    // Two slots: attempt 2 runs again, attempt 3 finds both taken.
    Timeline timeline =
        new Timeline(
            List.of(
                attempt(1, Duration.ZERO, ofSeconds(2), AttemptOutcome.READ_TIMEOUT),
                attempt(2, ofMillis(2_400), ofMillis(4_400), AttemptOutcome.READ_TIMEOUT),
                attempt(3, ofMillis(4_900), ofMillis(4_910), AttemptOutcome.REFUSED)),
            List.of(
                execution(1, ofMillis(1), ofMillis(6_001)),
                execution(2, ofMillis(2_401), ofMillis(8_401))));
    Verdict verdict =
        Cases.withReserved(2).run(ofMinutes(30), ofSeconds(6)).reproduced(timeline, true).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.PROVEN);
    assertThat(verdict.headline()).endsWith(" That one call ran the function 2 times.");
    assertThat(verdict.ruledOut())
        .extracting(Verdict.RuledOut::cause)
        .doesNotContain(Cause.CLIENT_TIMEOUT_DUPLICATES);
  }

  @Test
  void anUnknownReservation_isNotTakenForNone() {
    Verdict verdict =
        Cases.withReserved(1)
            .reservationDenied()
            .run(ofMinutes(30), ofSeconds(6))
            .throttles(ofMinutes(30), 2)
            .point(Metric.CONCURRENT_EXECUTIONS, ofMinutes(30), 1)
            .verdict();

    // Nobody knows what a retry would have met, so nothing can be simulated: a collision is as
    // possible as strangers in a reservation.
    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.ruledOut())
        .filteredOn(rival -> rival.cause() == Cause.RESERVED_CONCURRENCY_SATURATED)
        .singleElement()
        .satisfies(rival -> assertThat(rival.because()).startsWith("Not ruled out"));
    assertThat(verdict.missing()).contains("the reservation: Allow lambda:GetFunctionConcurrency.");
  }

  @Test
  void aRefusalForTheSakeOfAReservation_tellsThatThereIsOne() {
    Verdict verdict =
        Cases.withReserved(1)
            .reservationDenied()
            .run(ofMinutes(30), ofSeconds(6))
            .throttles(ofMinutes(30), 2)
            .point(Metric.CONCURRENT_EXECUTIONS, ofMinutes(30), 1)
            .error(
                "aws: [ERROR]: "
                    + THROTTLE
                    + "\n\nAdditional error details:\nType: User\n"
                    + "Reason: ReservedFunctionConcurrentInvocationLimitExceeded\n")
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void durationsAreEvidence_evenWhereTheSettingsAreDenied() {
    Verdict verdict =
        Cases.withReserved(1)
            .settingsDenied()
            .run(ofMinutes(30), ofSeconds(6))
            .throttles(ofMinutes(30), 2)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  private static Timeline selfCollision() {
    return new Timeline(
        List.of(
            attempt(1, Duration.ZERO, ofSeconds(2), AttemptOutcome.READ_TIMEOUT),
            attempt(2, ofMillis(2_400), ofMillis(2_410), AttemptOutcome.REFUSED),
            attempt(3, ofMillis(3_900), ofMillis(3_910), AttemptOutcome.REFUSED)),
        List.of(execution(1, ofMillis(1), ofMillis(6_001))));
  }

  private static Attempt attempt(int number, Duration start, Duration end, AttemptOutcome outcome) {
    return new Attempt(
        1,
        number,
        start,
        end,
        outcome,
        outcome == AttemptOutcome.REFUSED ? ThrottleReason.RESERVED_CONCURRENCY : null,
        null);
  }

  private static Execution execution(int attempt, Duration start, Duration end) {
    return new Execution(1, attempt, start, end, Execution.Result.SUCCEEDED, "request");
  }

  @Test
  void executionsThatStrangersFollowAnyway_proveNoDuplicates() {
    // Five begin a second for 40 s, each for 6 s, and a client with 2 s of patience is named. In
    // the
    // 1.5 s and more in which a retry would begin, 7 strangers do: every one is followed.
    Cases cases = Cases.withReserved(100).maxAttempts(2);
    for (int i = 0; i < 200; i++) {
      cases.run(ofMinutes(30).minus(ofMillis(200L * i)), ofSeconds(6));
    }
    Verdict verdict = cases.verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_DUPLICATES);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.missing()).anyMatch(gap -> gap.startsWith("Which executions are retries: "));
  }

  @Test
  void unknownDurations_ruleNoSelfCollisionOut() {
    Verdict verdict = Cases.withReserved(1).error(THROTTLE).logsDenied().metricsDenied().verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.missing()).anyMatch(gap -> gap.startsWith("How long the function runs: "));
  }

  @Test
  void whereNothingRan_nothingCollided() {
    Verdict verdict = Cases.withReserved(1).logsDenied().throttles(ofMinutes(30), 9).verdict();

    assertThat(verdict.ruledOut())
        .contains(
            new Verdict.RuledOut(
                Cause.CLIENT_TIMEOUT_SELF_COLLISION,
                "No execution began in the window, so none held a slot."));
  }

  @Test
  void moreSlotsThanAttempts_ruleASelfCollisionOut_howeverLongItRuns() {
    Verdict verdict = Cases.withReserved(3).error(THROTTLE).logsDenied().metricsDenied().verdict();

    assertThat(verdict.ruledOut())
        .contains(
            new Verdict.RuledOut(
                Cause.CLIENT_TIMEOUT_SELF_COLLISION,
                "A call makes 3 attempts at most, and there are 3 slots: its own executions can't fill"
                    + " them."));
  }

  @Test
  void anErrorOfMoreAttemptsThanTheClientMakes_isOfOtherSettings() {
    Verdict verdict =
        Cases.withReserved(1)
            .maxAttempts(1)
            .error(THROTTLE)
            .run(ofMinutes(30), ofSeconds(6))
            .verdict();

    assertThat(verdict.missing())
        .contains(
            "The client's own settings: the pasted error tells of 3 attempts, and the settings taken"
                + " here allow 1.")
        .anyMatch(gap -> gap.startsWith("The time of the error: no attempt was refused"));
  }

  @Test
  void duplicates_thatDontExplainRefusals_areToldWithWhatMay() {
    // The client's calls run twice and fill no more than 2 of 10 slots; 40 attempts were refused.
    Duration before = ofMinutes(30);
    Verdict verdict =
        Cases.withReserved(10)
            .maxAttempts(2)
            .run(before, ofSeconds(6))
            .run(before.minus(ofMillis(2_400)), ofSeconds(6))
            .throttles(ofMinutes(10), 40)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_DUPLICATES);
    assertThat(verdict.also())
        .extracting(Verdict.Also::cause, Verdict.Also::certainty)
        .containsExactly(tuple(Cause.RESERVED_CONCURRENCY_SATURATED, Certainty.POSSIBLE));
  }

  @Test
  void theSettingsOfAnAssumedClient_ruleNothingOut() {
    // 60 s outlast any run of at most 15 s; but nobody said that this client called.
    Verdict verdict = refusedByOneRun().clientAssumed().verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.missing())
        .anyMatch(gap -> gap.startsWith("The client's own settings: with those taken here"));
  }

  @Test
  void anErrorThatTellsOfAReadTimeout_outweighsAPatientSetting() {
    Verdict verdict =
        refusedByOneRun()
            .error(
                "botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL:"
                    + " \"https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/DelayFunction/invocations\"")
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.because())
        .extracting(Reason::fact)
        .contains("The error tells that the client hung up on an attempt.");
  }

  private static Cases refusedByOneRun() {
    return Cases.withReserved(1)
        .readTimeout(ofSeconds(60))
        .run(ofMinutes(30), ofSeconds(6))
        .throttles(ofMinutes(30), 2)
        .point(Metric.CONCURRENT_EXECUTIONS, ofMinutes(30), 1);
  }
}
