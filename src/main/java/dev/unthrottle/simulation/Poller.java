package dev.unthrottle.simulation;

import java.util.concurrent.TimeUnit;

/**
 * An event source mapping at work: which batches wait, and when one may begin. It lets {@value
 * Polling#FIRST} run at once, and {@value Polling#MORE_PER_MINUTE} more for each minute in which
 * batches wait. A refusal takes it back to what it has running, and it grows from there. It looks
 * whether it may begin a batch when one arrives or ends, so callers ask {@link #tryBegin} after
 * each of the other methods until it says no. Not thread-safe.
 */
public final class Poller {

  private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final int most;
  private int waiting;
  private int running;
  private double atOnce = Polling.FIRST;
  private long sinceNanos;

  /** A mapping whose queue is empty. */
  public Poller(Polling rules, long nowNanos) {
    this.most = rules.most();
    this.sinceNanos = nowNanos;
  }

  /** A batch is in the queue, for the first time or again. */
  public void batchArrives(long nowNanos) {
    if (waiting == 0) {
      atOnce = Math.min(mayRun(nowNanos), Math.max(Polling.FIRST, running));
      sinceNanos = nowNanos;
    }
    waiting++;
  }

  /** Takes a batch from the queue, if one waits and may begin. */
  public boolean tryBegin(long nowNanos) {
    if (waiting == 0 || running + 1 > mayRun(nowNanos)) {
      return false;
    }
    waiting--;
    running++;
    return true;
  }

  private double mayRun(long nowNanos) {
    double more = Polling.MORE_PER_MINUTE * (nowNanos - sinceNanos) / NANOS_PER_MINUTE;
    return Math.min(most, atOnce + more);
  }

  /** A batch was processed. */
  public void batchEnds() {
    running--;
  }

  /** A batch was refused; it arrives again later. */
  public void batchRefused(long nowNanos) {
    running--;
    atOnce = running;
    sinceNanos = nowNanos;
  }
}
