package dev.unthrottle.diagnosis.check;

import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How something around one function is set up, as far as somebody has written it down. */
public sealed interface Setup {

  /** The function that it is about. */
  Target function();

  /** What is looked at, in a few words: {@code Orders, called by boto3}. */
  String name();

  /** A place where a setting stands. */
  enum Part {
    FUNCTION_TIMEOUT,
    RESERVED_CONCURRENCY,
    CLIENT,
    CALLER_TIMEOUT,
    GATEWAY,
    VISIBILITY_TIMEOUT,
    MAXIMUM_CONCURRENCY
  }

  /**
   * A function alone.
   *
   * @param name its name
   * @param timeout its timeout, {@code null} where it isn't known
   * @param reserved its reserved concurrency, {@code null} where it has none or it isn't known
   */
  record Target(String name, @Nullable Duration timeout, @Nullable Integer reserved)
      implements Setup {

    /** Refuses what no function has. */
    public Target {
      if ((timeout != null && !timeout.isPositive()) || (reserved != null && reserved < 0)) {
        throw new IllegalArgumentException(
            "A function has a positive timeout, and reserves 0 or more. Found: %s and %s"
                .formatted(timeout, reserved));
      }
    }

    @Override
    public Target function() {
      return this;
    }
  }

  /**
   * A synchronous Invoke by an AWS client.
   *
   * @param function what it invokes
   * @param client the client
   * @param caller what runs the client, {@code null} where that isn't known
   * @param idempotent whether a second run of the same call does no harm
   */
  record Call(
      Target function, ResolvedClient client, @Nullable CallerLimit caller, boolean idempotent)
      implements Setup {

    @Override
    public String name() {
      return "%s, called by %s%s"
          .formatted(
              function.name,
              client.client().id().id(),
              caller == null ? "" : " in " + caller.kind().id());
    }
  }

  /**
   * An API that waits for a function's answer.
   *
   * @param function what it calls
   * @param api the kind of API, with its integration timeout
   */
  record Gateway(Target function, CallerLimit api) implements Setup {

    @Override
    public String name() {
      return "%s, behind %s".formatted(function.name, api.kind().id());
    }
  }

  /**
   * An SQS queue whose messages a function takes.
   *
   * @param function what takes them
   * @param queue the queue's name
   * @param visibilityTimeout how long a message is hidden once it was taken, {@code null} where
   *     that isn't known
   * @param maximumConcurrency how many executions the event source mapping starts at once at most,
   *     {@code null} where it has no such limit or it isn't known
   * @param batchingWindow how long it gathers messages
   */
  record Queue(
      Target function,
      String queue,
      @Nullable Duration visibilityTimeout,
      @Nullable Integer maximumConcurrency,
      Duration batchingWindow)
      implements Setup {

    @Override
    public String name() {
      return "%s, fed by %s".formatted(function.name, queue);
    }
  }
}
