package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a function, when, and how patiently.
 *
 * @param function the function's name
 * @param qualifier the version or alias that is called, {@code null} for the unpublished version
 * @param timeouts when a call or an attempt is given up
 * @param retries what is tried again, and when
 * @param life whether all calls share one client's memory
 * @param begin when the load begins, from the beginning of the simulation
 * @param load when it calls
 * @param invocation what is at the other end
 * @param polling how many calls run at once, {@code null} where calls don't wait for each other
 */
public record Caller(
    String function,
    @Nullable String qualifier,
    Timeouts timeouts,
    RetryPolicy retries,
    ClientLife life,
    Duration begin,
    Load load,
    Invocation invocation,
    @Nullable Polling polling) {

  private static final Timeouts ENDLESS = Timeouts.of(null, null);

  /** Refuses times before the beginning, and queues that are polled by no event source. */
  public Caller {
    if (begin.isNegative()) {
      throw new IllegalArgumentException(
          "A load doesn't begin before the simulation. Found: " + begin);
    }
    if ((invocation == Invocation.EVENT_SOURCE) != (polling != null)) {
      throw new IllegalArgumentException(
          "Event sources, and nobody else, poll. Found: %s with %s".formatted(invocation, polling));
    }
  }

  /** A client that waits for the answers of the unpublished version, from the beginning. */
  public Caller(String function, Client client, ClientLife life, Load load) {
    this(
        function,
        null,
        client.timeouts(),
        client.retries(),
        life,
        Duration.ZERO,
        load,
        Invocation.SYNC,
        null);
  }

  /** A caller that keeps its client as this kind of client is kept. */
  public Caller(String function, Client client, Load load) {
    this(
        function,
        client,
        client.id().isProcessPerCall() ? ClientLife.ONE_CALL : ClientLife.ALL_CALLS,
        load);
  }

  /**
   * Lambda's queue of asynchronous events, which tries refused ones again. Executions that fail
   * count as answered.
   *
   * @param maximumAge when an event is given up
   */
  public static Caller async(String function, Duration maximumAge, Load load) {
    return new Caller(
        function,
        null,
        new Timeouts(null, null, null, maximumAge),
        retrying(Integer.MAX_VALUE),
        ClientLife.ALL_CALLS,
        Duration.ZERO,
        load,
        Invocation.ASYNC,
        null);
  }

  /** An event source mapping; its load are the batches that arrive in the queue. */
  public static Caller polled(String function, Polling polling, Load batches) {
    return new Caller(
        function,
        null,
        ENDLESS,
        retrying(1),
        ClientLife.ALL_CALLS,
        Duration.ZERO,
        batches,
        Invocation.EVENT_SOURCE,
        polling);
  }

  private static RetryPolicy retrying(int maxAttempts) {
    return new RetryPolicy(
        RetryMode.STANDARD,
        maxAttempts,
        Set.of(AttemptOutcome.REFUSED),
        AsyncRetries.BACKOFF,
        AsyncRetries.BACKOFF,
        HintUse.IGNORED,
        null,
        null);
  }

  /** The same caller, of a version or an alias. */
  public Caller of(@Nullable String versionOrAlias) {
    return new Caller(
        function, versionOrAlias, timeouts, retries, life, begin, load, invocation, polling);
  }

  /** The same caller, whose load begins later. */
  public Caller beginning(Duration later) {
    return new Caller(
        function, qualifier, timeouts, retries, life, later, load, invocation, polling);
  }
}
