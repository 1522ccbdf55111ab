package dev.unthrottle.simulation;

import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryState;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.simulation.RandomStream.Purpose;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A caller while it is simulated. */
final class CallerState {

  /** Longer than any simulation, and far from overflow when added to a time in it. */
  static final long NEVER = Long.MAX_VALUE / 4;

  final FunctionState function;
  final Arrivals arrivals;
  final CallerTally tally = new CallerTally();
  final Invocation invocation;

  /** What lets its calls begin, {@code null} where they don't wait for each other. */
  final @Nullable Poller poller;

  /** How long a refused batch stays out of its queue. */
  final long visibilityNanos;

  /** When its queue has dropped what was refused. */
  final long droppedNanos;

  final long connectLimitNanos;
  final long readLimitNanos;
  final long attemptLimitNanos;
  final long callLimitNanos;

  private final RetryPolicy retries;
  private final boolean oneClientPerCall;
  private final RetryState shared;
  private final RandomStream durations;
  private final RandomStream failures;
  private final RandomStream backoffs;

  /**
   * @param index its place in the plan, from 0
   */
  CallerState(Caller caller, int index, FunctionState function, long seed) {
    Timeouts timeouts = caller.timeouts();
    this.function = function;
    this.invocation = caller.invocation();
    this.poller = caller.polling() == null ? null : new Poller(caller.polling(), 0);
    this.visibilityNanos = nanos(caller.polling() == null ? null : caller.polling().visibility());
    this.droppedNanos = nanos(caller.polling() == null ? null : dropped(caller, caller.polling()));
    this.arrivals =
        new Arrivals(
            caller.load(),
            caller.begin().toNanos(),
            new RandomStream(seed, Purpose.ARRIVALS, index));
    this.connectLimitNanos = nanos(timeouts.connect());
    this.readLimitNanos = nanos(timeouts.read());
    this.attemptLimitNanos = nanos(timeouts.attempt());
    this.callLimitNanos = nanos(timeouts.call());
    this.retries = caller.retries();
    this.oneClientPerCall = caller.life() == ClientLife.ONE_CALL;
    this.shared = new RetryState(retries, 0);
    this.durations = new RandomStream(seed, Purpose.DURATIONS, index);
    this.failures = new RandomStream(seed, Purpose.FAILURES, index);
    this.backoffs = new RandomStream(seed, Purpose.BACKOFFS, index);
  }

  /** The client that makes a call, with what it remembers. */
  RetryState clientAt(long now) {
    return oneClientPerCall ? new RetryState(retries, now) : shared;
  }

  /** Decides on the wait after attempt {@code attempt} of a call; from [0, 1). */
  double drawBackoff(int ordinal, int attempt) {
    return backoffs.at(ordinal, attempt).nextDouble();
  }

  /** The random numbers for the duration of the {@code execution}-th run of a call, from 1. */
  RandomStream durationOf(int ordinal, int execution) {
    return durations.at(ordinal, execution);
  }

  /** Decides on the failure of the {@code execution}-th run of a call; from [0, 1). */
  double drawFailure(int ordinal, int execution) {
    return failures.at(ordinal, execution).nextDouble();
  }

  private static Duration dropped(Caller caller, Polling polling) {
    return caller.begin().plus(caller.load().length()).plus(polling.retention());
  }

  private static long nanos(@Nullable Duration limit) {
    return limit == null ? NEVER : Math.min(NEVER, TimeUnit.NANOSECONDS.convert(limit));
  }
}
