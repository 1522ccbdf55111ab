package dev.unthrottle.simulation;

import static dev.unthrottle.client.AttemptOutcome.ANSWERED;
import static dev.unthrottle.client.AttemptOutcome.ATTEMPT_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.CALL_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.CONNECT_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static dev.unthrottle.simulation.Plans.CLI_V2_PRE_2026;
import static dev.unthrottle.simulation.Plans.FUNCTION;
import static dev.unthrottle.simulation.Plans.always;
import static dev.unthrottle.simulation.Plans.client;
import static dev.unthrottle.simulation.Plans.patientWithoutRetries;
import static dev.unthrottle.simulation.Plans.plan;
import static dev.unthrottle.simulation.Plans.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.Jitter;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryQuota;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the simulation, one small story each. */
class SimulationTest {

  private static final long SEED = 1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aClientLessPatientThanItsFunction_collidesWithItsOwnExecution(long seed) {
    // 70 s, read timeout 60 s, 1 slot. Attempt 1 hangs up at 60 s; its execution holds the slot
    // until 70 s. Attempt 2 comes within 1 s of that, attempt 3 within 2 s of attempt 2: by 63 s.
    SimulationRun run = Simulation.run(plan(1, seconds(70), CLI_V2_PRE_2026, Load.once()), seed);

    assertThat(outcomes(run)).containsExactly(READ_TIMEOUT, REFUSED, REFUSED);
    assertThat(run.timeline().attempts().getFirst().end()).isEqualTo(seconds(60));
    assertThat(run.timeline().attempts().getLast().end()).isLessThan(seconds(63));
    assertThat(run.timeline().refusals())
        .extracting(Attempt::reason)
        .containsOnly(ThrottleReason.RESERVED_CONCURRENCY);
    assertThat(run.timeline().executions())
        .containsExactly(
            new Execution(1, 1, Duration.ZERO, seconds(70), Execution.Result.SUCCEEDED, null));
    assertThat(run.calls().getFirst().surfaced()).isEqualTo(REFUSED);
    assertThat(run.tally().refusedCalls()).isEqualTo(1);
    assertThat(run.tally().duplicates()).isZero();
    assertThat(run.tally().ghosts()).isEqualTo(1);
  }

  @Test
  void aSecondSlot_turnsTheRefusalIntoADuplicate() {
    // Attempt 1 holds the first slot until 70 s, attempt 2 (about 60.5 s) takes the second until
    // about 130 s and hangs up after 60 s, at about 120.5 s. Attempt 3 (by 123 s) finds the first
    // slot free again, runs a third time, and hangs up too.
    SimulationRun run = Simulation.run(plan(2, seconds(70), CLI_V2_PRE_2026, Load.once()), SEED);

    assertThat(outcomes(run)).containsExactly(READ_TIMEOUT, READ_TIMEOUT, READ_TIMEOUT);
    assertThat(run.timeline().executionsOf(1)).hasSize(3);
    assertThat(run.tally().executions()).isEqualTo(3);
    assertThat(run.tally().duplicates()).isEqualTo(2);
    assertThat(run.tally().mostExecutionsPerCall()).isEqualTo(3);
    assertThat(run.tally().callsWithDuplicates()).isEqualTo(1);
    assertThat(run.tally().callsWithRefusals()).isZero();
    assertThat(run.tally().peakInFlight()).isEqualTo(2);
  }

  @Test
  void aLateRetry_findsTheSlotFreeAgainAndRunsTheFunctionTwice() {
    // 3.5 s, read timeout 2 s, 1 slot, 1 s between attempts: 1 is cut at 2 s, 2 is refused at 3 s,
    // 3 arrives at 4 s, after the slot came back at 3.5 s; it is cut at 6 s and runs until 7.5 s.
    Client impatient = client(Timeouts.of(seconds(60), seconds(2)), 3, always(seconds(1)), null);

    SimulationRun run = Simulation.run(plan(1, seconds(3.5), impatient, Load.once()), SEED);

    assertThat(outcomes(run)).containsExactly(READ_TIMEOUT, REFUSED, READ_TIMEOUT);
    assertThat(run.timeline().executions())
        .extracting(Execution::attempt, Execution::start, Execution::end)
        .containsExactly(tuple(1, Duration.ZERO, seconds(3.5)), tuple(3, seconds(4), seconds(7.5)));
    assertThat(run.calls().getFirst().surfaced()).isEqualTo(READ_TIMEOUT);
    assertThat(run.calls().getFirst().end()).isEqualTo(seconds(6));
    assertThat(run.tally().refusals()).isEqualTo(1);
    assertThat(run.tally().duplicates()).isEqualTo(1);
  }

  @Test
  void aPatientClient_isAnsweredOnce() {
    Client patient = client(Timeouts.of(seconds(60), seconds(905)), 3, always(seconds(1)), null);

    SimulationRun run = Simulation.run(plan(1, seconds(70), patient, Load.once()), SEED);

    assertThat(outcomes(run)).containsExactly(ANSWERED);
    assertThat(run.tally().answered()).isEqualTo(1);
    assertThat(run.tally().executions()).isEqualTo(1);
    assertThat(run.tally().medianCall()).isEqualTo(seconds(70));
  }

  @Test
  void anAnswerAtTheVeryEndOfTheReadTimeout_isStillAnAnswer() {
    Client exact = client(Timeouts.of(null, seconds(70)), 1, always(seconds(1)), null);

    assertThat(outcomes(Simulation.run(plan(1, seconds(70), exact, Load.once()), SEED)))
        .containsExactly(ANSWERED);
  }

  @Test
  void aSlot_isFreeForWhoeverArrivesInTheInstantThatItComesBack() {
    // One slot, 1 s each, a call every second: the function is busy all the time, refusing nobody.
    SimulationRun run =
        Simulation.run(
            plan(1, seconds(1), patientWithoutRetries(), Load.calls(100, seconds(1))), SEED);

    assertThat(run.tally().answered()).isEqualTo(100);
    assertThat(run.tally().peakInFlight()).isEqualTo(1);
  }

  @Test
  void theReadTimeout_runsFromTheSendingOfTheRequest() {
    // Connected at 1 s; no answer 2 s later. The function ends at 1 + 2.5 = 3.5 s.
    Client client = client(Timeouts.of(null, seconds(2)), 1, always(Duration.ZERO), null);
    SimulationRun run =
        Simulation.run(
            with(
                plan(1, seconds(2.5), client, Load.once()), new Network(seconds(1), Duration.ZERO)),
            SEED);

    assertThat(outcomes(run)).containsExactly(READ_TIMEOUT);
    assertThat(run.calls().getFirst().end()).isEqualTo(seconds(3));
    assertThat(run.timeline().executions().getFirst().end()).isEqualTo(seconds(3.5));
  }

  @Test
  void theBackoff_growsFromRetryToRetry() {
    // 1 s, then 2 s, then 4 s, and the cap of 5 s where 8 s were next: 0, 1, 3, 7, 12 s.
    Backoff doubling = new Backoff(seconds(1), 2, seconds(5), Jitter.NONE);
    SimulationRun run =
        Simulation.run(
            plan(0, seconds(1), client(Timeouts.of(null, null), 5, doubling, null), Load.once()),
            SEED);

    assertThat(run.timeline().attempts())
        .extracting(Attempt::start)
        .containsExactly(Duration.ZERO, seconds(1), seconds(3), seconds(7), seconds(12));
  }

  @Test
  void aRefusal_isFollowedByAnotherBackoffThanATimeout() {
    // The throttling backoff is 1 s, the transient one 50 ms; retry r waits base x 2^(r-1). Cut at
    // 60 s, + 0.05 s, refused at 60.05 s, + 2 s.
    RetryPolicy policy =
        new RetryPolicy(
            RetryMode.STANDARD,
            3,
            Plans.RETRIED,
            new Backoff(seconds(0.05), 2, null, Jitter.NONE),
            new Backoff(seconds(1), 2, null, Jitter.NONE),
            HintUse.IGNORED,
            null,
            null);
    Client client =
        new Client(ClientId.AWS_CLI, null, "test", Timeouts.of(null, seconds(60)), policy, false);

    SimulationRun run = Simulation.run(plan(1, seconds(70), client, Load.once()), SEED);

    assertThat(run.timeline().attempts())
        .extracting(Attempt::start)
        .containsExactly(Duration.ZERO, seconds(60.05), seconds(62.05));
  }

  @Test
  void anEmptyQuota_endsRetries() {
    // Reserved 0 refuses everything. A quota of 12 pays for two retries at 5, not for a third:
    // the first call makes 3 attempts of the 10 it could, the second only its first.
    Client client =
        client(Timeouts.of(null, null), 10, always(seconds(1)), new RetryQuota(12, 5, 5, 10, 5));

    SimulationRun run =
        Simulation.run(plan(0, seconds(1), client, Load.calls(2, seconds(60))), SEED);

    assertThat(run.calls()).extracting(SimulatedCall::attempts).containsExactly(3, 1);
    assertThat(run.tally().refusedCalls()).isEqualTo(2);
    assertThat(run.tally().executions()).isZero();
  }

  @Test
  void aSuccess_givesTheLastRetrysCostBack() {
    // One slot, 10 s each; somebody else's calls take it at 0 and at 21 s, just before the client's
    // calls at the same times. The first is refused, pays 5 of the quota's 5, and is answered at
    // its retry (10 to 20 s), which gives 5 back. So the second can pay for a retry, too, at 31 s.
    Client client =
        client(Timeouts.of(null, null), 2, always(seconds(10)), new RetryQuota(5, 5, 5, 5, 5));
    Load load = Load.calls(2, seconds(21));
    SimulationPlan plan = plan(1, seconds(10), client, load);
    SimulationRun run =
        Simulation.run(
            new SimulationPlan(
                1000,
                plan.reserved(),
                Map.of(),
                plan.functions(),
                List.of(new Caller(FUNCTION, patientWithoutRetries(), load), plan.callers().get(0)),
                Network.NONE,
                10),
            SEED);

    assertThat(run.byCaller().get(1).refusals()).isEqualTo(2);
    assertThat(run.byCaller().get(1).answered()).isEqualTo(2);
    assertThat(run.byCaller().get(1).longestCall()).isEqualTo(seconds(20));
  }

  @Test
  void theCallLimit_cutsTheBackoffOff() {
    // Refused at 0, 1 and 2 s (1 s between); the limit of 2.5 s passes before the retry at 3 s.
    Timeouts limited = new Timeouts(null, null, null, seconds(2.5));
    SimulationRun run =
        Simulation.run(
            plan(0, seconds(1), client(limited, 10, always(seconds(1)), null), Load.once()), SEED);

    assertThat(outcomes(run)).containsExactly(REFUSED, REFUSED, REFUSED);
    assertThat(run.calls().getFirst().surfaced()).isEqualTo(CALL_TIMEOUT);
    assertThat(run.calls().getFirst().end()).isEqualTo(seconds(2.5));
    assertThat(run.tally().timedOutCalls()).isEqualTo(1);
  }

  @Test
  void theCallLimit_cutsAnAttemptOffAndIsNotRetried() {
    // Attempt 1 is cut by the attempt's limit at 4 s, attempt 2 begins at 5 s and has 2 s left.
    Timeouts limits = new Timeouts(null, seconds(60), seconds(4), seconds(7));
    SimulationRun run =
        Simulation.run(
            plan(9, seconds(30), client(limits, 10, always(seconds(1)), null), Load.once()), SEED);

    assertThat(outcomes(run)).containsExactly(ATTEMPT_TIMEOUT, CALL_TIMEOUT);
    assertThat(run.calls().getFirst().end()).isEqualTo(seconds(7));
    assertThat(run.tally().ghosts()).isEqualTo(2);
  }

  @Test
  void aConnectionThatTakesTooLong_neverReachesLambda() {
    SimulationRun run =
        Simulation.run(
            with(
                plan(1, seconds(1), CLI_V2_PRE_2026, Load.once()),
                new Network(seconds(61), Duration.ZERO)),
            SEED);

    assertThat(outcomes(run)).containsExactly(CONNECT_TIMEOUT, CONNECT_TIMEOUT, CONNECT_TIMEOUT);
    assertThat(run.tally().executions()).isZero();
    assertThat(run.tally().timedOutCalls()).isEqualTo(1);
  }

  @Test
  void theRoundTrip_isPaidHalfBeforeAndHalfAfterTheExecution() {
    // Connect 10 ms, round trip 40 ms, 1 s: the slot is held from 0.03 to 1.03 s, the answer is
    // there at 1.05 s. The call at 0.5 s is sent at 0.51 s and refused at 0.55 s; the one at 1 s
    // arrives at 1.03 s, when the slot is just free.
    Network network = new Network(seconds(0.010), seconds(0.040));
    SimulationRun run =
        Simulation.run(
            with(
                plan(1, seconds(1), patientWithoutRetries(), Load.calls(3, seconds(0.5))), network),
            SEED);

    assertThat(outcomes(run)).containsExactly(ANSWERED, REFUSED, ANSWERED);
    assertThat(run.timeline().executions().getFirst().start()).isEqualTo(seconds(0.03));
    assertThat(run.timeline().executions().getFirst().end()).isEqualTo(seconds(1.03));
    assertThat(run.timeline().attempts().getFirst().end()).isEqualTo(seconds(1.05));
    assertThat(run.timeline().attempts().get(1).end()).isEqualTo(seconds(0.55));
  }

  @Test
  void aClientThatHangsUpBeforeItsRequestArrives_runsTheFunctionAllTheSame() {
    // Round trip 4 s, read timeout 1 s, no backoff: the requests of all three attempts are on the
    // way when the client gives up at 3 s. They arrive at 2, 3 and 4 s, and each runs for 1 s.
    Client hasty = client(Timeouts.of(null, seconds(1)), 3, always(Duration.ZERO), null);
    SimulationRun run =
        Simulation.run(
            with(plan(1, seconds(1), hasty, Load.once()), new Network(Duration.ZERO, seconds(4))),
            SEED);

    assertThat(outcomes(run)).containsExactly(READ_TIMEOUT, READ_TIMEOUT, READ_TIMEOUT);
    assertThat(run.calls().getFirst().end()).isEqualTo(seconds(3));
    assertThat(run.timeline().executions())
        .extracting(Execution::start)
        .containsExactly(seconds(2), seconds(3), seconds(4));
    assertThat(run.tally().mostExecutionsPerCall()).isEqualTo(3);
    assertThat(run.tally().ghosts()).isEqualTo(3);
  }

  @Test
  void theFunctionsTimeout_cutsTheHandlerOffButNotTheColdStart() {
    // Cold start 2 s, timeout 3 s, duration 10 s: the slot is held for 2 + 3 = 5 s, then for 3 s
    // in the environment that the first execution left behind. Lambda answers 200 to both.
    FunctionModel slow =
        new FunctionModel(FUNCTION, Durations.fixed(seconds(10)), seconds(3), seconds(2), 0);
    SimulationRun run =
        Simulation.run(
            new SimulationPlan(
                1,
                Map.of(),
                Map.of(),
                List.of(slow),
                List.of(new Caller(FUNCTION, patientWithoutRetries(), Load.calls(2, seconds(5)))),
                Network.NONE,
                2),
            SEED);

    assertThat(outcomes(run)).containsExactly(ANSWERED, ANSWERED);
    assertThat(run.timeline().executions())
        .extracting(Execution::end, Execution::result)
        .containsExactly(
            tuple(seconds(5), Execution.Result.TIMED_OUT),
            tuple(seconds(8), Execution.Result.TIMED_OUT));
  }

  @Test
  void aFunctionThatRaises_isAnsweredForItsClient() {
    FunctionModel failing =
        new FunctionModel(FUNCTION, Durations.fixed(seconds(1)), seconds(3), Duration.ZERO, 1);
    SimulationRun run =
        Simulation.run(
            new SimulationPlan(
                1,
                Map.of(),
                Map.of(),
                List.of(failing),
                List.of(new Caller(FUNCTION, CLI_V2_PRE_2026, Load.once())),
                Network.NONE,
                1),
            SEED);

    assertThat(outcomes(run)).containsExactly(ANSWERED);
    assertThat(run.timeline().executions().getFirst().result()).isEqualTo(Execution.Result.FAILED);
  }

  @Test
  void heldSlots_comeBackAfterTheFunctionsTimeout() {
    // 900 s of timeout: the only slot is held until then. Calls at 0 and 900 s tell.
    SimulationPlan plan = plan(1, seconds(1), patientWithoutRetries(), Load.calls(2, seconds(900)));
    SimulationRun run =
        Simulation.run(
            new SimulationPlan(
                1000,
                plan.reserved(),
                Map.of(FUNCTION, 1),
                plan.functions(),
                plan.callers(),
                Network.NONE,
                10),
            SEED);

    assertThat(outcomes(run)).containsExactly(REFUSED, ANSWERED);
    assertThat(run.tally().executions()).isEqualTo(1);
    assertThat(run.tally().peakInFlight()).isEqualTo(1);
  }

  @Test
  void functionsWithoutAReservation_shareThePool() {
    // 2 slots. Each caller's first call takes one; their second calls, at the same time, find none.
    SimulationRun run = Simulation.run(twoFunctions(2, Map.of()), SEED);

    assertThat(run.byCaller()).extracting(Tally::answered).containsExactly(1, 1);
    assertThat(run.byCaller()).extracting(Tally::refusedCalls).containsExactly(1, 1);
    assertThat(run.timeline().refusals())
        .extracting(Attempt::reason)
        .containsOnly(ThrottleReason.ACCOUNT_CONCURRENCY);
    assertThat(run.tally().peakInFlight()).isEqualTo(2);
  }

  @Test
  void reservedPool_doesNotConsumeUnreserved() {
    // 4 slots, 2 of them reserved for the first function: the other two are there for the second.
    SimulationRun run = Simulation.run(twoFunctions(4, Map.of("a", 2)), SEED);

    assertThat(run.tally().answered()).isEqualTo(4);
    assertThat(run.tally().peakInFlight()).isEqualTo(4);
    assertThat(run.byCaller()).extracting(Tally::peakInFlight).containsExactly(2, 2);
  }

  @Test
  void aReservation_isTakenFromTheUnreservedPoolWhetherItIsUsedOrNot() {
    // 4 slots, 3 reserved for the first function, which needs 2: only one is left for the second.
    SimulationRun run = Simulation.run(twoFunctions(4, Map.of("a", 3)), SEED);

    assertThat(run.byCaller().get(1).answered()).isEqualTo(1);
    assertThat(run.byCaller().get(1).refusedCalls()).isEqualTo(1);
  }

  @Test
  void anotherClientUnderTheSameSeed_meetsTheSameArrivalsAndDurations() {
    // With slots for all, each call's first execution starts when the call does. What the client
    // does after that changes neither the next arrivals nor the durations of first executions.
    SimulationPlan patient = streamWith(patientWithoutRetries());
    SimulationPlan hasty =
        streamWith(client(Timeouts.of(null, seconds(1)), 3, always(seconds(1)), null));

    SimulationRun before = Simulation.run(patient, 7);
    SimulationRun after = Simulation.run(hasty, 7);

    assertThat(after.tally().duplicates()).isPositive();
    assertThat(firstExecutions(after)).isEqualTo(firstExecutions(before));
  }

  @Test
  void theSameSeed_givesTheSameRun() {
    SimulationPlan plan = streamWith(CLI_V2_PRE_2026);

    assertThat(Simulation.run(plan, 42)).isEqualTo(Simulation.run(plan, 42));
    assertThat(Simulation.run(plan, 42)).isNotEqualTo(Simulation.run(plan, 43));
  }

  @Test
  void aSeed_replaysWhatItGaveBefore() {
    // The backoffs that seed 1 has always drawn. A seed that somebody wrote down in a report must
    // give the report's timeline, so a change here breaks what is published.
    SimulationRun run = Simulation.run(plan(1, seconds(70), CLI_V2_PRE_2026, Load.once()), 1);

    assertThat(run.timeline().attempts())
        .extracting(attempt -> attempt.start().toNanos())
        .containsExactly(0L, 60_616_750_342L, 61_537_572_865L);
  }

  @Test
  void onlyTheFirstCalls_areRecorded() {
    SimulationPlan all = plan(3, seconds(70), CLI_V2_PRE_2026, Load.calls(50, seconds(10)));
    SimulationPlan some =
        new SimulationPlan(
            1000, all.reserved(), Map.of(), all.functions(), all.callers(), Network.NONE, 5);

    SimulationRun whole = Simulation.run(all, SEED);
    SimulationRun part = Simulation.run(some, SEED);

    assertThat(part.tally()).isEqualTo(whole.tally());
    assertThat(part.calls()).isEqualTo(whole.calls().subList(0, 5));
    assertThat(part.timeline().attempts())
        .isEqualTo(
            whole.timeline().attempts().stream().filter(attempt -> attempt.call() <= 5).toList());
  }

  private static SimulationPlan twoFunctions(int concurrency, Map<String, Integer> reserved) {
    Load two = Load.calls(2, Duration.ZERO);
    return new SimulationPlan(
        concurrency,
        reserved,
        Map.of(),
        List.of(
            FunctionModel.steady("a", seconds(1), seconds(3)),
            FunctionModel.steady("b", seconds(1), seconds(3))),
        List.of(
            new Caller("a", patientWithoutRetries(), two),
            new Caller("b", patientWithoutRetries(), two)),
        Network.NONE,
        10);
  }

  private static SimulationPlan streamWith(Client client) {
    FunctionModel function =
        new FunctionModel(
            FUNCTION,
            Durations.logNormal(seconds(2), seconds(90)),
            seconds(900),
            Duration.ZERO,
            0.1);
    return new SimulationPlan(
        10_000,
        Map.of(),
        Map.of(),
        List.of(function),
        List.of(new Caller(FUNCTION, client, Load.poisson(2, seconds(300)))),
        Network.NONE,
        10_000);
  }

  private static SimulationPlan with(SimulationPlan plan, Network network) {
    return new SimulationPlan(
        plan.accountConcurrency(),
        plan.reserved(),
        plan.held(),
        plan.functions(),
        plan.callers(),
        network,
        plan.timelineCalls());
  }

  private static List<Execution> firstExecutions(SimulationRun run) {
    return run.timeline().executions().stream().filter(it -> it.attempt() == 1).toList();
  }

  private static List<AttemptOutcome> outcomes(SimulationRun run) {
    return run.timeline().attempts().stream().map(Attempt::outcome).toList();
  }
}
