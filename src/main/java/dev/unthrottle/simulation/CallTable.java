package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryState;
import java.util.Arrays;

/** The calls in progress, and those that are over but still have a request on its way. */
final class CallTable extends Rows {

  /** The call's number in the simulation, from 1. */
  int[] number = new int[INITIAL_CAPACITY];

  /** The index of its caller. */
  int[] caller = new int[INITIAL_CAPACITY];

  /** Its number among its caller's calls, from 0. */
  int[] ordinal = new int[INITIAL_CAPACITY];

  long[] startNanos = new long[INITIAL_CAPACITY];

  /** The number of its current attempt, from 1. */
  int[] attempt = new int[INITIAL_CAPACITY];

  long[] attemptStartNanos = new long[INITIAL_CAPACITY];

  /** What its client remembers. */
  RetryState[] client = new RetryState[INITIAL_CAPACITY];

  /** What its last retry cost of the quota, 0 before the first. */
  int[] lastCost = new int[INITIAL_CAPACITY];

  /** How many executions it has caused. */
  int[] executions = new int[INITIAL_CAPACITY];

  /** Whether an attempt of it was refused. */
  boolean[] refused = new boolean[INITIAL_CAPACITY];

  /** How many of its requests haven't reached Lambda yet. */
  int[] requestsOnTheWay = new int[INITIAL_CAPACITY];

  /** Whether its caller has the outcome. */
  boolean[] over = new boolean[INITIAL_CAPACITY];

  /** How its current attempt will have ended when that end comes. */
  AttemptOutcome[] outcome = new AttemptOutcome[INITIAL_CAPACITY];

  /** What was decided about its current attempt, as far as it was answered. */
  Decision[] decision = new Decision[INITIAL_CAPACITY];

  /** A new call. */
  int open(int callNumber, int callerIndex, int ordinalOfCaller, RetryState itsClient, long nanos) {
    int row = take();
    number[row] = callNumber;
    caller[row] = callerIndex;
    ordinal[row] = ordinalOfCaller;
    client[row] = itsClient;
    startNanos[row] = nanos;
    attempt[row] = 0;
    outcome[row] = AttemptOutcome.ANSWERED;
    decision[row] = Decision.ON_DEMAND;
    lastCost[row] = 0;
    executions[row] = 0;
    refused[row] = false;
    requestsOnTheWay[row] = 0;
    over[row] = false;
    return row;
  }

  @Override
  void grow(int capacity) {
    number = Arrays.copyOf(number, capacity);
    caller = Arrays.copyOf(caller, capacity);
    ordinal = Arrays.copyOf(ordinal, capacity);
    client = Arrays.copyOf(client, capacity);
    startNanos = Arrays.copyOf(startNanos, capacity);
    attempt = Arrays.copyOf(attempt, capacity);
    attemptStartNanos = Arrays.copyOf(attemptStartNanos, capacity);
    lastCost = Arrays.copyOf(lastCost, capacity);
    executions = Arrays.copyOf(executions, capacity);
    refused = Arrays.copyOf(refused, capacity);
    requestsOnTheWay = Arrays.copyOf(requestsOnTheWay, capacity);
    over = Arrays.copyOf(over, capacity);
    outcome = Arrays.copyOf(outcome, capacity);
    decision = Arrays.copyOf(decision, capacity);
  }
}
