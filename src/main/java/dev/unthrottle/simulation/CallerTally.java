package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;

/** The counts of one caller, or of several together, while they are made. */
final class CallerTally {

  int calls;
  long attempts;
  long requestsSent;
  long requestsArrived;
  long admitted;
  long refusedByLambda;
  long ghosts;
  long cutOff;

  /** How attempts ended for their client. */
  final OutcomeCounts ended = new OutcomeCounts();

  /** What calls surfaced. */
  final OutcomeCounts surfaced = new OutcomeCounts();

  /** The slots that executions of this caller hold. */
  final Occupancy slots = new Occupancy();

  /** Summed over calls when each is forgotten, unlike {@link #admitted}. */
  long executions;

  long duplicates;
  int mostExecutionsPerCall;
  int callsWithExecutions;
  int callsWithDuplicates;
  int callsWithRefusals;

  private final CallTimes times = new CallTimes();

  /** Counts a call whose caller has the outcome. */
  void callEnded(AttemptOutcome outcome, long nanos) {
    surfaced.add(outcome);
    times.add(nanos);
  }

  /** Counts what a call has left behind, once nothing of it can reach Lambda any more. */
  void callForgotten(int itsExecutions, boolean refused) {
    executions += itsExecutions;
    mostExecutionsPerCall = Math.max(mostExecutionsPerCall, itsExecutions);
    callsWithExecutions += itsExecutions > 0 ? 1 : 0;
    callsWithDuplicates += itsExecutions > 1 ? 1 : 0;
    duplicates += Math.max(0, itsExecutions - 1);
    callsWithRefusals += refused ? 1 : 0;
  }

  /** Adds another's counts to these; of the slots in use at once, neither knows the sum. */
  void addAll(CallerTally other) {
    calls += other.calls;
    attempts += other.attempts;
    requestsSent += other.requestsSent;
    requestsArrived += other.requestsArrived;
    admitted += other.admitted;
    refusedByLambda += other.refusedByLambda;
    ghosts += other.ghosts;
    cutOff += other.cutOff;
    ended.addAll(other.ended);
    surfaced.addAll(other.surfaced);
    executions += other.executions;
    duplicates += other.duplicates;
    mostExecutionsPerCall = Math.max(mostExecutionsPerCall, other.mostExecutionsPerCall);
    callsWithExecutions += other.callsWithExecutions;
    callsWithDuplicates += other.callsWithDuplicates;
    callsWithRefusals += other.callsWithRefusals;
    times.addAll(other.times);
  }

  /** The counts as they are handed out. */
  Tally toTally(int peakInFlight) {
    return new Tally(
        calls,
        (int) surfaced.of(AttemptOutcome.ANSWERED),
        (int) surfaced.of(AttemptOutcome.REFUSED),
        (int) surfaced.timeouts(),
        attempts,
        ended.of(AttemptOutcome.REFUSED),
        executions,
        duplicates,
        ghosts,
        cutOff,
        mostExecutionsPerCall,
        callsWithDuplicates,
        callsWithRefusals,
        peakInFlight,
        times.median(),
        times.quantile(0.99),
        times.longest());
  }
}
