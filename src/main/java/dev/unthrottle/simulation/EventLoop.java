package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.RetryState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What clients and Lambda do to each other, event by event. Allocates nothing once its tables have
 * grown, except for what is recorded and for the memory of clients that live for one call.
 *
 * <pre>
 * attempt ── connect ──► request ── half a round trip ──► Lambda: slot or 429
 *                                                           │ cold start + handler, holding the slot
 * answer or 429 ◄──────── the other half of it ─────────────┘
 * </pre>
 */
final class EventLoop {

  private final EventHeap events = new EventHeap();
  private final CallTable calls = new CallTable();
  private final RequestTable requests = new RequestTable();
  private final Recorder recorder;
  private final @Nullable LambdaListener listener;
  private final Occupancy account;
  private final CallerState[] callers;
  private final FunctionState[] functions;
  private final long connectNanos;
  private final long thereNanos;
  private final long backNanos;
  private int callsMade;

  EventLoop(
      Network network,
      CallerState[] callers,
      FunctionState[] functions,
      Occupancy account,
      Recorder recorder,
      @Nullable LambdaListener listener) {
    this.callers = callers;
    this.functions = functions;
    this.account = account;
    this.recorder = recorder;
    this.listener = listener;
    this.connectNanos = network.connect().toNanos();
    this.thereNanos = network.roundTrip().toNanos() / 2;
    this.backNanos = network.roundTrip().toNanos() - thereNanos;
  }

  /** Takes slots of a function for as long as its timeout, from the beginning. */
  void hold(int function, int slots) {
    for (int i = 0; i < slots; i++) {
      if (!functions[function].tryHoldSlot()) {
        throw new IllegalStateException("More slots are to be held than there are");
      }
      account.taken();
      events.push(
          functions[function].timeoutNanos(),
          EventKind.SLOT_RETURNED,
          slot(callers.length + function, Decision.ON_DEMAND));
    }
  }

  /** Lets all callers make their calls, and runs until nothing is left to happen. */
  void run() {
    for (int caller = 0; caller < callers.length; caller++) {
      scheduleNextCall(caller);
    }
    while (events.next()) {
      handle(events.kind(), events.index(), events.nanos());
    }
  }

  /** How many events have happened. */
  long eventCount() {
    return events.scheduled();
  }

  /** How many calls and requests are still in the tables. */
  int unfinished() {
    return calls.taken() + requests.taken();
  }

  private void handle(EventKind kind, int index, long now) {
    switch (kind) {
      case SLOT_RETURNED -> returnSlot(index);
      case CALL_MADE -> arrive(index, now);
      case BATCH_RETURNS -> queue(index, now);
      case ATTEMPT_IS_DUE -> attempt(index, now);
      case REQUEST_ARRIVES -> admitOrRefuse(index, now);
      case ATTEMPT_ENDS -> endAttempt(index, now);
      case CALL_EXPIRES -> endCall(index, AttemptOutcome.CALL_TIMEOUT, now);
    }
  }

  private void scheduleNextCall(int caller) {
    long next = callers[caller].arrivals.nextNanos();
    if (next != Arrivals.NONE) {
      events.push(next, EventKind.CALL_MADE, caller);
    }
  }

  private void arrive(int caller, long now) {
    if (callers[caller].poller == null) {
      makeCall(caller, now);
    } else {
      queue(caller, now);
    }
    scheduleNextCall(caller);
  }

  /** A batch is in its queue. */
  private void queue(int caller, long now) {
    poller(caller).batchArrives(now);
    poll(caller, now);
  }

  private void poll(int caller, long now) {
    while (poller(caller).tryBegin(now)) {
      makeCall(caller, now);
    }
  }

  private Poller poller(int caller) {
    return Objects.requireNonNull(callers[caller].poller);
  }

  private void makeCall(int caller, long now) {
    RetryState client = callers[caller].clientAt(now);
    int call = calls.open(++callsMade, caller, callers[caller].tally.calls++, client, now);
    long wait = client.delayBeforeCallNanos(now);
    if (wait == 0) {
      attempt(call, now);
    } else {
      attemptAt(now + wait, call);
    }
  }

  /** Begins an attempt, or waits for the client's own send rate to allow it. */
  private void attempt(int call, long now) {
    long wait = calls.client[call].delayBeforeSendingNanos(now);
    if (wait == 0) {
      beginAttempt(call, now);
    } else {
      attemptAt(now + wait, call);
    }
  }

  /** Lets an attempt begin later, unless the call's own limit passes first. */
  private void attemptAt(long due, int call) {
    long callLimit = calls.startNanos[call] + callerOf(call).callLimitNanos;
    if (due < callLimit) {
      events.push(due, EventKind.ATTEMPT_IS_DUE, call);
    } else {
      events.push(callLimit, EventKind.CALL_EXPIRES, call);
    }
  }

  private void beginAttempt(int call, long now) {
    CallerState caller = callerOf(call);
    caller.tally.attempts++;
    calls.attempt[call]++;
    calls.attemptStartNanos[call] = now;
    long attemptLimit = now + caller.attemptLimitNanos;
    long callLimit = calls.startNanos[call] + caller.callLimitNanos;
    long connected = now + connectNanos;
    long connectLimit = now + caller.connectLimitNanos;
    long earliest = Math.min(connectLimit, Math.min(attemptLimit, callLimit));
    if (connected > earliest) {
      calls.outcome[call] =
          limitThatPassed(AttemptOutcome.CONNECT_TIMEOUT, connectLimit, attemptLimit, callLimit);
      events.push(earliest, EventKind.ATTEMPT_ENDS, call);
    } else {
      send(call, connected, attemptLimit, callLimit);
    }
  }

  private void send(int call, long now, long attemptLimit, long callLimit) {
    CallerState caller = callerOf(call);
    long readLimit = now + caller.readLimitNanos;
    long hangUp = Math.min(readLimit, Math.min(attemptLimit, callLimit));
    long arrival = now + thereNanos;
    calls.outcome[call] =
        limitThatPassed(AttemptOutcome.READ_TIMEOUT, readLimit, attemptLimit, callLimit);
    if (hangUp < arrival) {
      events.push(hangUp, EventKind.ATTEMPT_ENDS, call);
    }
    caller.tally.requestsSent++;
    calls.requestsOnTheWay[call]++;
    int request = requests.open(call, calls.attempt[call], hangUp);
    events.push(arrival, EventKind.REQUEST_ARRIVES, request);
  }

  /** Of limits that pass at the same time, the one that covers less counts. */
  private static AttemptOutcome limitThatPassed(
      AttemptOutcome innermost, long innermostLimit, long attemptLimit, long callLimit) {
    if (innermostLimit <= attemptLimit && innermostLimit <= callLimit) {
      return innermost;
    }
    return attemptLimit <= callLimit ? AttemptOutcome.ATTEMPT_TIMEOUT : AttemptOutcome.CALL_TIMEOUT;
  }

  private void admitOrRefuse(int request, long now) {
    int call = requests.call[request];
    long hangUp = requests.hangUpNanos[request];
    CallerState caller = callerOf(call);
    caller.tally.requestsArrived++;
    Decision decision = caller.function.decide(now, caller.invocation);
    if (decision.isAdmitted()) {
      long end = execute(call, requests.attempt[request], decision, now);
      caller.tally.ghosts += hangUp < end ? 1 : 0;
      scheduleEndOfAttempt(call, now, end + backNanos, hangUp, AttemptOutcome.ANSWERED, decision);
    } else {
      refuse(call, decision, now);
      scheduleEndOfAttempt(call, now, now + backNanos, hangUp, AttemptOutcome.REFUSED, decision);
    }
    requests.give(request);
    calls.requestsOnTheWay[call]--;
    forgetIfDone(call);
  }

  private void refuse(int call, Decision decision, long now) {
    callerOf(call).tally.refusedByLambda++;
    if (listener != null) {
      listener.refused(calls.caller[call], now, decision);
    }
  }

  /** Runs the function in a slot that was just taken; returns when it gives the slot back. */
  private long execute(int call, int attempt, Decision decision, long now) {
    CallerState caller = callerOf(call);
    FunctionState function = caller.function;
    caller.tally.admitted++;
    caller.tally.slots.taken();
    account.taken();
    int ordinal = calls.ordinal[call];
    int execution = ++calls.executions[call];
    long handler = function.drawHandlerNanos(caller.durationOf(ordinal, execution));
    caller.tally.cutOff += handler >= function.timeoutNanos() ? 1 : 0;
    long end = now + function.startNanos(decision) + Math.min(handler, function.timeoutNanos());
    events.push(end, EventKind.SLOT_RETURNED, slot(calls.caller[call], decision));
    if (listener != null || recorder.records(calls.number[call])) {
      Execution.Result result = function.result(handler, caller.drawFailure(ordinal, execution));
      tell(call, attempt, decision, now, end, result);
    }
    return end;
  }

  private void tell(
      int call, int attempt, Decision decision, long start, long end, Execution.Result result) {
    if (recorder.records(calls.number[call])) {
      recorder.execution(calls.number[call], attempt, start, end, result);
    }
    if (listener != null) {
      listener.executed(calls.caller[call], calls.startNanos[call], start, end, result, decision);
    }
  }

  /** A client that has hung up before its request arrived has its end scheduled already. */
  private void scheduleEndOfAttempt(
      int call, long arrival, long answer, long hangUp, AttemptOutcome outcome, Decision decision) {
    if (hangUp < arrival) {
      return;
    }
    if (answer <= hangUp) {
      calls.outcome[call] = outcome;
      calls.decision[call] = decision;
    }
    events.push(Math.min(answer, hangUp), EventKind.ATTEMPT_ENDS, call);
  }

  private void endAttempt(int call, long now) {
    CallerState caller = callerOf(call);
    AttemptOutcome outcome = calls.outcome[call];
    caller.tally.ended.add(outcome);
    calls.refused[call] |= outcome == AttemptOutcome.REFUSED;
    recordAttempt(call, outcome, now);
    calls.client[call].attemptEnded(outcome, now);
    if (calls.client[call].retries(calls.attempt[call], outcome)) {
      backOff(call, outcome, now);
    } else {
      endCall(call, outcome, now);
    }
  }

  private void recordAttempt(int call, AttemptOutcome outcome, long now) {
    if (recorder.records(calls.number[call])) {
      recorder.attempt(
          calls.number[call],
          calls.attempt[call],
          calls.attemptStartNanos[call],
          now,
          outcome,
          outcome == AttemptOutcome.REFUSED ? calls.decision[call].reason() : null);
    }
  }

  private void backOff(int call, AttemptOutcome outcome, long now) {
    calls.lastCost[call] = calls.client[call].pay(outcome);
    attemptAt(now + delayBeforeRetry(call, outcome, now), call);
  }

  private long delayBeforeRetry(int call, AttemptOutcome outcome, long now) {
    CallerState caller = callerOf(call);
    int attempt = calls.attempt[call];
    RetryHint hint = outcome == AttemptOutcome.REFUSED ? caller.function.hint() : RetryHint.NONE;
    double drawn = caller.drawBackoff(calls.ordinal[call], attempt);
    return Math.min(
        CallerState.NEVER,
        calls.client[call].delayBeforeRetryNanos(attempt, outcome, hint, drawn, now));
  }

  private void endCall(int call, AttemptOutcome surfaced, long now) {
    CallerState caller = callerOf(call);
    calls.client[call].callEnded(surfaced, calls.lastCost[call]);
    caller.tally.callEnded(surfaced, now - calls.startNanos[call]);
    if (recorder.records(calls.number[call])) {
      recorder.call(
          calls.number[call],
          calls.caller[call],
          calls.startNanos[call],
          now,
          surfaced,
          calls.attempt[call]);
    }
    if (listener != null) {
      listener.ended(calls.caller[call], calls.startNanos[call], now, surfaced);
    }
    calls.over[call] = true;
    int callerIndex = calls.caller[call];
    forgetIfDone(call);
    if (caller.poller != null) {
      endBatch(callerIndex, surfaced, now);
    }
  }

  private void endBatch(int caller, AttemptOutcome outcome, long now) {
    if (outcome == AttemptOutcome.REFUSED) {
      poller(caller).batchRefused(now);
      long back = now + callers[caller].visibilityNanos;
      if (back <= callers[caller].droppedNanos) {
        events.push(back, EventKind.BATCH_RETURNS, caller);
      }
    } else {
      poller(caller).batchEnds();
    }
    poll(caller, now);
  }

  private void forgetIfDone(int call) {
    if (calls.over[call] && calls.requestsOnTheWay[call] == 0) {
      callerOf(call).tally.callForgotten(calls.executions[call], calls.refused[call]);
      calls.give(call);
    }
  }

  /**
   * What an event carries that gives a slot back. Holders are the callers, by index, and after them
   * the functions whose slots others held; the lowest bit says whether the slot was provisioned.
   */
  private static int slot(int holder, Decision origin) {
    return holder << 1 | (origin == Decision.PROVISIONED ? 1 : 0);
  }

  private void returnSlot(int slot) {
    int holder = slot >>> 1;
    Decision origin = (slot & 1) == 0 ? Decision.ON_DEMAND : Decision.PROVISIONED;
    account.givenBack();
    if (holder < callers.length) {
      callers[holder].tally.slots.givenBack();
      callers[holder].function.giveSlotBack(origin);
    } else {
      functions[holder - callers.length].giveSlotBack(origin);
    }
  }

  private CallerState callerOf(int call) {
    return callers[calls.caller[call]];
  }
}
