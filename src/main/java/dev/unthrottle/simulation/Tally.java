package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import java.time.Duration;

/**
 * The counts of a simulation, of one caller or of all.
 *
 * @param calls calls made
 * @param answered calls whose last attempt was answered 2xx
 * @param refusedCalls calls that surfaced a 429
 * @param timedOutCalls calls that surfaced a timeout
 * @param attempts attempts made
 * @param refusals attempts that were answered 429 while their client still listened
 * @param executions runs of functions
 * @param duplicates runs beyond the first of their call
 * @param ghosts runs whose caller had hung up before they ended
 * @param cutOff runs that the function's timeout cut off
 * @param mostExecutionsPerCall the most runs that one call caused
 * @param callsWithDuplicates calls that caused more than one run
 * @param callsWithRefusals calls of which an attempt was refused
 * @param peakInFlight the most slots in use at once: of one caller, those that its executions hold;
 *     of all, those of the whole account, slots held by others included
 * @param medianCall the time from beginning to outcome that half of the calls took at most; of more
 *     than 16,384 calls, up to 1/128 below
 * @param p99Call the time that 99 % of the calls took at most, as exactly
 * @param longestCall the longest time from a call's beginning to its outcome
 */
public record Tally(
    int calls,
    int answered,
    int refusedCalls,
    int timedOutCalls,
    long attempts,
    long refusals,
    long executions,
    long duplicates,
    long ghosts,
    long cutOff,
    int mostExecutionsPerCall,
    int callsWithDuplicates,
    int callsWithRefusals,
    int peakInFlight,
    Duration medianCall,
    Duration p99Call,
    Duration longestCall) {

  /**
   * How a call ends most often; a read timeout stands for timeouts of every kind. Of ends that are
   * as frequent, the better one counts.
   */
  public AttemptOutcome mostFrequentEnd() {
    if (answered >= Math.max(refusedCalls, timedOutCalls)) {
      return AttemptOutcome.ANSWERED;
    }
    return refusedCalls >= timedOutCalls ? AttemptOutcome.REFUSED : AttemptOutcome.READ_TIMEOUT;
  }
}
