package dev.unthrottle.diagnosis.cause;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.error.Symptom;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.evidence.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each cause beside the look-alike that it must not be taken for. */
class CausesTest {

  private static final Duration THEN = ofMinutes(30);
  private static final String THROTTLE =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation"
          + " (reached max retries: 2): Rate Exceeded.";

  @ParameterizedTest
  @EnumSource(Symptom.class)
  void everyCauseThatASymptomNames_isOne(Symptom symptom) {
    assertThat(symptom.causes()).allMatch(id -> Cause.find(id).isPresent());
  }

  @Test
  void everyCause_isNamedByASymptom_orNeedsNone() {
    var named =
        Arrays.stream(Symptom.values()).flatMap(symptom -> symptom.causes().stream()).toList();

    assertThat(Cause.values())
        .filteredOn(cause -> cause != Cause.NONE_FOUND)
        .allMatch(cause -> named.contains(cause.id()));
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCause_hasItsHeadingOnThePageOfCauses(Cause cause) throws IOException {
    assertThat(Files.readAllLines(Path.of("docs", "causes.md")))
        .containsOnlyOnce("## " + cause.id());
  }

  @Test
  void thePageOfCauses_namesNoOther() throws IOException {
    assertThat(Files.readAllLines(Path.of("docs", "causes.md")))
        .filteredOn(line -> line.startsWith("## "))
        .allMatch(line -> Cause.find(line.substring(3)).isPresent());
  }

  // The account's pool

  @Test
  void aPoolThatOthersFill_isAnExhaustedAccount() {
    // The account has 10 slots; all 10 were taken in the minute with refusals, 2 of them by this
    // function.
    Verdict verdict = exhausted(Cases.unreservedOf(10), 10).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.ACCOUNT_CONCURRENCY_EXHAUSTED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(verdict.remedies()).isNotEmpty();
  }

  @Test
  void aPoolWithFreeSlots_isNotExhausted() {
    Verdict verdict = exhausted(Cases.unreservedOf(10), 7).verdict();

    assertThat(ruledOut(verdict, Cause.ACCOUNT_CONCURRENCY_EXHAUSTED))
        .isEqualTo("When attempts were refused, never more than 7 of the account's 10 were taken.");
  }

  @Test
  void aReservation_doesNotDrawOnTheAccountsPool() {
    Verdict verdict = exhausted(Cases.withReserved(2), 1000).verdict();

    assertThat(ruledOut(verdict, Cause.ACCOUNT_CONCURRENCY_EXHAUSTED))
        .startsWith("The function has 2 reserved");
  }

  private static Cases exhausted(Cases cases, int claimed) {
    return cases
        .readTimeout(ofSeconds(60))
        .run(THEN, ofSeconds(6))
        .throttles(THEN, 8)
        .minute(Metric.CONCURRENT_EXECUTIONS, 2)
        .minute(Metric.CLAIMED_ACCOUNT_CONCURRENCY, claimed)
        .minute(Metric.UNRESERVED_CONCURRENT_EXECUTIONS, claimed);
  }

  // A reservation that can't be read

  @Test
  void aReservationThatCannotBeRead_rulesNothingOut() {
    // 120 executions of 6 s and 30 refusals in a minute: strangers, in whosever slots.
    Verdict verdict = unread().verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.RESERVED_CONCURRENCY_SATURATED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
    assertThat(verdict.headline())
        .isEqualTo(
            "Other executions may have held every slot of the function's reserved concurrency when the call"
                + " arrived.");
    assertThat(ruledOut(verdict, Cause.ACCOUNT_CONCURRENCY_EXHAUSTED)).startsWith("Not ruled out");
    assertThat(verdict.ruledOut())
        .extracting(Verdict.RuledOut::because)
        .noneMatch(because -> because.contains("0 slots") || because.contains("no reserv"));
    assertThat(verdict.missing())
        .anySatisfy(missing -> assertThat(missing).contains("lambda:GetFunctionConcurrency"));
  }

  @Test
  void anErrorThatNamesTheReservation_standsForIt() {
    Verdict verdict =
        unread()
            .minute(Metric.CONCURRENT_EXECUTIONS, 12)
            .error(
                "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\","
                    + "\"message\":\"Rate Exceeded.\"}")
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.RESERVED_CONCURRENCY_SATURATED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.POSSIBLE);
  }

  private static Cases unread() {
    return Cases.unreservedOf(1_000)
        .reservationDenied()
        .readTimeout(ofSeconds(60))
        .run(THEN, ofSeconds(6))
        .minute(Metric.INVOCATIONS, 120)
        .minute(Metric.DURATION_P50, 6_000)
        .throttles(THEN, 30);
  }

  // Rates

  @Test
  void refusalsOfShortExecutions_whileSlotsAreFree_areARate() {
    // 2 slots take 2 × 10 = 20 requests a second. 60 executions of 20 ms began in the minute, at
    // most 1 at once.
    Verdict verdict = rate(ofMillis(20), 60, 1, 30).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.INVOCATION_RATE_EXCEEDED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void executionsOfATenthOfASecond_runOutOfSlotsFirst() {
    Verdict verdict = rate(ofMillis(100), 60, 1, 30).verdict();

    assertThat(ruledOut(verdict, Cause.INVOCATION_RATE_EXCEEDED))
        .isEqualTo(
            "An execution takes 100 ms typically: from 100 ms on, slots run out before requests do.");
  }

  @Test
  void fewExecutionsAMinute_cannotHaveBeenTooManyInASecond() {
    Verdict verdict = rate(ofMillis(20), 19, 1, 30).verdict();

    assertThat(ruledOut(verdict, Cause.INVOCATION_RATE_EXCEEDED))
        .startsWith("At most 19 executions began in a period with refusals: too few for 20");
  }

  @Test
  void fullSlots_areNoRate() {
    // 20 a second of 20 ms each are 0.4 Erlang, of which 2 slots refuse 5.4 %; 5 of 65 are 7.7 %.
    Verdict verdict = rate(ofMillis(20), 60, 2, 5).verdict();

    assertThat(ruledOut(verdict, Cause.INVOCATION_RATE_EXCEEDED))
        .isEqualTo(
            "Only 1.0 executions a second began in the periods with refusals, where 20 may, and every slot"
                + " was in use: no more was refused than full slots explain.");
  }

  private static Cases rate(Duration duration, int began, int peak, int refused) {
    return Cases.withReserved(2)
        .readTimeout(ofSeconds(60))
        .run(THEN, duration)
        .minute(Metric.INVOCATIONS, began)
        .minute(Metric.THROTTLES, refused)
        .minute(Metric.CONCURRENT_EXECUTIONS, peak);
  }

  @Test
  void moreRefusalsThanFullSlotsExplain_areARate() {
    // The same 0.4 Erlang, but a third is refused: six times what 2 slots would.
    Verdict verdict = rate(ofMillis(20), 60, 2, 30).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.INVOCATION_RATE_EXCEEDED);
  }

  @Test
  void asManyAsMayBegin_onIdleSlots_isARate_howeverFewAreRefused() {
    // 1,140 in a minute are 19 a second of 20, and keep 0.4 of 2 slots busy; 57 of 1,197 are 4.8 %,
    // which full slots would explain (5.4 %).
    Verdict verdict = rate(ofMillis(20), 1_140, 2, 57).minute(Metric.DURATION_P50, 20).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.INVOCATION_RATE_EXCEEDED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void aSteepRise_belowTheLimit_isTheScalingRate() {
    // From 200 to 1,400 at once within a minute: 1,200 new environments; 10 s allow for 1,000.
    Verdict verdict = rise(200, 1_400).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.SCALING_RATE_EXCEEDED);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void aGentleRise_isNot() {
    Verdict verdict = rise(600, 1_400).verdict();

    assertThat(ruledOut(verdict, Cause.SCALING_RATE_EXCEEDED))
        .startsWith("In no period with refusals did the executions at once rise by 1,000");
  }

  @Test
  void aRiseUpToTheLimit_isAFullPool() {
    Verdict verdict = rise(200, 3_000).minute(Metric.CLAIMED_ACCOUNT_CONCURRENCY, 3_000).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.ACCOUNT_CONCURRENCY_EXHAUSTED);
  }

  private static Cases rise(int before, int peak) {
    return Cases.unreservedOf(3_000)
        .readTimeout(ofSeconds(60))
        .run(THEN, ofSeconds(5))
        .minute(Metric.INVOCATIONS, 2_000)
        .minute(Metric.THROTTLES, 300)
        .minute(Metric.CLAIMED_ACCOUNT_CONCURRENCY, peak)
        .point(Metric.CONCURRENT_EXECUTIONS, THEN.plusMinutes(1), before)
        .point(Metric.CONCURRENT_EXECUTIONS, THEN, peak);
  }

  // Who takes the slots

  @Test
  void aReservationThatVersionsKeepReady_refusesLatest() {
    Verdict verdict =
        Cases.withReserved(5).provisioned("live", 5).throttles(THEN, 12).error(THROTTLE).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.PROVISIONED_TAKES_ALL);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void aVersionThatIsKeptReady_isNotRefusedForIt() {
    Verdict verdict =
        Cases.withReserved(5).provisioned("live", 5).calling("live").throttles(THEN, 12).verdict();

    assertThat(ruledOut(verdict, Cause.PROVISIONED_TAKES_ALL))
        .isEqualTo("Version or alias live is called, not $LATEST.");
  }

  @Test
  void aReservationThatVersionsLeaveSomethingOf_servesLatest() {
    Verdict verdict = Cases.withReserved(5).provisioned("live", 4).throttles(THEN, 12).verdict();

    assertThat(ruledOut(verdict, Cause.PROVISIONED_TAKES_ALL))
        .isEqualTo("Provisioned concurrency takes 4 of the 5 slots reserved.");
  }

  @Test
  void aQueueWithoutALimit_thatKeepsTheSlotsBusy_takesThemAll() {
    Verdict verdict = crowded().queue(null, "Enabled").verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.EVENT_SOURCE_TAKES_ALL);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(ruledOut(verdict, Cause.RESERVED_CONCURRENCY_SATURATED))
        .isEqualTo("It looks like it, but event-source-takes-all is why.");
  }

  @ParameterizedTest
  @CsvSource({
    "1,Enabled,'The event source mappings take 1 slot at most, of 2.'",
    ",Disabled,No event source mapping invokes the function."
  })
  void aQueueThatIsLimited_orDoesNotInvoke_takesNothing(
      Integer maximumConcurrency, String state, String because) {
    Verdict verdict = crowded().queue(maximumConcurrency, state).verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.RESERVED_CONCURRENCY_SATURATED);
    assertThat(ruledOut(verdict, Cause.EVENT_SOURCE_TAKES_ALL)).isEqualTo(because);
  }

  /** 16 runs of 6 s in a minute keep 16 × 6 s / 60 s = 1.6 of 2 slots in use. */
  private static Cases crowded() {
    Cases cases = Cases.withReserved(2).readTimeout(ofSeconds(60)).run(THEN, ofSeconds(6));
    return cases
        .minute(Metric.INVOCATIONS, 16)
        .minute(Metric.DURATION_P50, 6_000)
        .minute(Metric.THROTTLES, 30)
        .minute(Metric.CONCURRENT_EXECUTIONS, 2);
  }

  @Test
  void executionsThatHangUntilTheTimeout_holdTheSlot() {
    // Ordinary executions take 1 s; one hung for the 15 s of the timeout in the minute with
    // refusals.
    Verdict verdict =
        Cases.withReserved(1)
            .readTimeout(ofSeconds(60))
            .run(ofMinutes(40), ofSeconds(1))
            .run(ofMinutes(35), ofSeconds(1))
            .hang(THEN)
            .throttles(THEN, 3)
            .minute(Metric.CONCURRENT_EXECUTIONS, 1)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.FUNCTION_TIMEOUT_HOLDS_SLOT);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void aHangElsewhereInTheWindow_refusedNothing() {
    Verdict verdict =
        Cases.withReserved(1)
            .readTimeout(ofSeconds(60))
            .run(ofMinutes(40), ofSeconds(1))
            .hang(ofMinutes(10))
            .throttles(THEN, 3)
            .minute(Metric.CONCURRENT_EXECUTIONS, 1)
            .verdict();

    assertThat(ruledOut(verdict, Cause.FUNCTION_TIMEOUT_HOLDS_SLOT))
        .isEqualTo("No attempt was refused while an execution hung that the timeout cut off.");
  }

  @Test
  void aFunctionThatAlwaysComesNearItsTimeout_isSlow() {
    Verdict verdict =
        Cases.withReserved(1)
            .readTimeout(ofSeconds(60))
            .run(ofMinutes(40), ofSeconds(14))
            .hang(THEN)
            .throttles(THEN, 3)
            .minute(Metric.CONCURRENT_EXECUTIONS, 1)
            .verdict();

    assertThat(ruledOut(verdict, Cause.FUNCTION_TIMEOUT_HOLDS_SLOT))
        .startsWith("An ordinary execution takes 14 s of 15 s");
  }

  @Test
  void hangsThatAloneOutliveTheClient_areMendedBeforeItsCollisions() {
    // The client waits 2 s and ordinary executions take 1 s: only the hang can outlive it.
    Verdict verdict =
        Cases.withReserved(1)
            .run(ofMinutes(40), ofSeconds(1))
            .run(ofMinutes(35), ofSeconds(1))
            .hang(THEN)
            .throttles(THEN, 2)
            .minute(Metric.CONCURRENT_EXECUTIONS, 1)
            .verdict();

    assertThat(verdict.cause()).isEqualTo(Cause.FUNCTION_TIMEOUT_HOLDS_SLOT);
    assertThat(verdict.also())
        .extracting(Verdict.Also::cause)
        .containsExactly(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  // What only the error tells

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          caller-rate-exceeded | An error occurred (TooManyRequestsException) when calling the Invoke operation (reached max retries: 4): Rate exceeded⏎⏎Additional error details:⏎Type: User⏎Reason: CallerRateLimitExceeded
          control-plane-rate-exceeded | An error occurred (TooManyRequestsException) when calling the UpdateFunctionCode operation (reached max retries: 4): Rate exceeded
          gateway-throttle | HTTP/1.1 429 Too Many Requests⏎x-amz-apigw-id: AbCdEfGhIjKlMnO=⏎⏎{"message":"Too Many Requests"}
          ec2-throttle | An error occurred (EC2ThrottledException) when calling the Invoke operation (reached max retries: 4): Lambda was throttled by Amazon EC2 during Lambda function initialization using the execution role provided for the Lambda function.
          snapstart-snapshot-limit | An error occurred (TooManyRequestsException) when calling the PublishVersion operation: Lambda is unable to create new snapshots⏎Reason: ConcurrentSnapshotCreateLimitExceeded
          downstream-throttle | An error occurred (ThrottlingException) when calling the PutItem operation (reached max retries: 9): Rate of requests exceeds the allowed throughput.
          """)
  void anErrorThatNamesIt_isTheVerdict_andCollisionsAreToldAsWell(String cause, String error) {
    Verdict verdict =
        Cases.withReserved(1)
            .run(THEN, ofSeconds(6))
            .throttles(THEN, 2)
            .minute(Metric.CONCURRENT_EXECUTIONS, 1)
            .error(error.replace('⏎', '\n'))
            .verdict();

    assertThat(verdict.cause().id()).isEqualTo(cause);
    assertThat(verdict.certainty()).isEqualTo(Certainty.LIKELY);
    assertThat(verdict.also())
        .extracting(Verdict.Also::cause)
        .containsExactly(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  private static String ruledOut(Verdict verdict, Cause cause) {
    return verdict.ruledOut().stream()
        .filter(rival -> rival.cause() == cause)
        .map(Verdict.RuledOut::because)
        .findFirst()
        .orElse("not ruled out");
  }
}
