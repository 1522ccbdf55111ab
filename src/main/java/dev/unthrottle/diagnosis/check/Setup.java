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
    MAXIMUM_CONCURRENCY,
    EVENT_AGE,
    PROVISIONED_CONCURRENCY,
    /** What invokes the function without a version or an alias. */
    LATEST,
    TASK,
    TASK_TIMEOUT,
    /** No setting, but what they are all part of. */
    WHOLE
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
   *     {@link #UNBOUNDED} where it has no such limit, {@code null} where it isn't known
   * @param batchingWindow how long it gathers messages
   * @param others how many executions the function's other queues may start, as far as they are
   *     limited
   */
  record Queue(
      Target function,
      String queue,
      @Nullable Duration visibilityTimeout,
      @Nullable Integer maximumConcurrency,
      Duration batchingWindow,
      int others)
      implements Setup {

    /** No maximum concurrency. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /**
     * How many executions a poller of provisioned mode starts at once.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Scaling
     *     behavior of SQS event source mappings</a>, checked 2026-11-22
     */
    public static final int A_POLLERS_EXECUTIONS = 10;

    @Override
    public String name() {
      return "%s, fed by %s".formatted(function.name, queue);
    }
  }

  /**
   * Events that wait in Lambda's own queue until the function has a slot for them.
   *
   * @param function what they are for
   * @param maximumAge how long they wait before they are dropped, {@code null} where that isn't
   *     known
   */
  record Asynchronous(Target function, @Nullable Duration maximumAge) implements Setup {

    /**
     * How long they wait unless told otherwise, which is also the longest.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
     *     Lambda handles errors and retries with asynchronous invocation</a>, checked 2026-11-22
     */
    public static final Duration LONGEST_AGE = Duration.ofHours(6);

    @Override
    public String name() {
      return "%s, invoked asynchronously".formatted(function.name);
    }
  }

  /**
   * Slots that versions and aliases keep for themselves.
   *
   * @param function whose slots they are
   * @param slots how many, all versions and aliases together
   * @param latestIsCalled whether something invokes the function without a version or an alias
   */
  record Provisioned(Target function, int slots, boolean latestIsCalled) implements Setup {
    @Override
    public String name() {
      return "%s, with provisioned concurrency".formatted(function.name);
    }
  }

  /**
   * A state of a workflow that waits for a function.
   *
   * @param function what it runs
   * @param workflow the state machine
   * @param state the state
   * @param timeout how long it waits: its own limit or that of the whole workflow; {@code null} for
   *     no limit, or none that is known
   * @param retriesTimeout whether it is tried again after that
   * @param retriesRefusal whether it is tried again when Lambda answers 429
   */
  record Task(
      Target function,
      String workflow,
      String state,
      @Nullable Duration timeout,
      boolean retriesTimeout,
      boolean retriesRefusal)
      implements Setup {

    /**
     * How long an express workflow runs at most.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html">Choosing
     *     workflow type</a>, checked 2026-11-23
     */
    public static final Duration LONGEST_EXPRESS = Duration.ofMinutes(5);

    @Override
    public String name() {
      return "%s, run by %s of %s".formatted(function.name, state, workflow);
    }
  }

  /**
   * A call by a client that nobody has named, so no rule can look at it.
   *
   * @param function what it invokes
   */
  record Unclear(Target function) implements Setup {
    @Override
    public String name() {
      return "%s, called by some client".formatted(function.name);
    }
  }
}
