package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Polling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario says about a function beside how it runs. Clients are told all of it; the special
 * forms have no effect on executions here.
 *
 * @param logGroup where its lines are written, {@code null} for its own group; in another one its
 *     streams name it
 * @param systemLogLevel which platform events are logged, {@code INFO} or {@code WARN}
 * @param versions how many versions were published; their numbers begin at 1
 * @param aliases its aliases by name
 * @param provisioned provisioned concurrency by version or alias
 * @param eventSources the mappings that invoke it
 * @param async what happens to asynchronous events, {@code null} for Lambda's defaults
 * @param forms which of Lambda's special forms it takes
 * @param runtime what runs it
 */
record FunctionSetup(
    @Nullable String logGroup,
    String systemLogLevel,
    int versions,
    Map<String, Alias> aliases,
    Map<String, Integer> provisioned,
    List<EventSource> eventSources,
    @Nullable Async async,
    Forms forms,
    LambdaRuntime runtime) {

  /** Nothing but Lambda's defaults. */
  static final FunctionSetup DEFAULT =
      new FunctionSetup(
          null,
          "INFO",
          0,
          Map.of(),
          Map.of(),
          List.of(),
          null,
          new Forms(false, false, false, null, null),
          LambdaRuntime.PYTHON);

  /** Copies the collections. */
  FunctionSetup {
    aliases = Map.copyOf(aliases);
    provisioned = Map.copyOf(provisioned);
    eventSources = List.copyOf(eventSources);
  }

  /**
   * An alias.
   *
   * @param version where it leads to
   * @param others the share of invocations that go to other versions instead
   */
  record Alias(String version, Map<String, Double> others) {}

  /**
   * An event source mapping.
   *
   * @param source the ARN of the queue or stream
   * @param qualifier the version or alias that it invokes, {@code null} for the function itself
   * @param batchSize the most records of an invocation
   * @param maximumConcurrency the most batches at once, {@code null} for no limit
   * @param enabled whether it invokes
   * @param perSecond how many batches arrive a second, on average; 0 for none
   * @param window for how long they had been arriving when the sandbox started, {@code null} if
   *     they begin with it
   * @param visibility how long a batch that was refused stays out of the queue
   */
  record EventSource(
      String source,
      @Nullable String qualifier,
      int batchSize,
      @Nullable Integer maximumConcurrency,
      boolean enabled,
      double perSecond,
      @Nullable Duration window,
      Duration visibility) {

    /** Whether anything ever arrives. */
    boolean invokes() {
      return enabled && perSecond > 0;
    }

    /** How its batches are taken from the queue. */
    Polling polling() {
      return new Polling(
          maximumConcurrency == null ? Polling.MOST : maximumConcurrency, visibility);
    }
  }

  /**
   * What happens to asynchronous events.
   *
   * @param retries how often a failed execution is repeated
   * @param maximumAge when an event is given up
   */
  record Async(int retries, Duration maximumAge) {

    /** Lambda's defaults. */
    static final Async DEFAULT = new Async(2, Duration.ofHours(6));
  }

  /**
   * Lambda's special forms.
   *
   * @param snapStart whether versions start from a snapshot
   * @param vpc whether it is connected to a VPC
   * @param tenantIsolation whether each tenant has environments of its own
   * @param durable how long a durable execution may last, {@code null} for none
   * @param capacityProvider the capacity provider of Managed Instances, {@code null} on demand
   */
  record Forms(
      boolean snapStart,
      boolean vpc,
      boolean tenantIsolation,
      @Nullable Duration durable,
      @Nullable String capacityProvider) {}

  /** What happens to asynchronous events, configured or not. */
  Async effectiveAsync() {
    return async == null ? Async.DEFAULT : async;
  }

  /** Whether there is such a version or alias. */
  boolean has(String qualifier) {
    return aliases.containsKey(qualifier)
        || (qualifier.matches("[1-9]\\d{0,8}") && Integer.parseInt(qualifier) <= versions);
  }

  /** The version that a qualifier leads to first. */
  String version(@Nullable String qualifier) {
    if (qualifier == null) {
      return "$LATEST";
    }
    Alias alias = aliases.get(qualifier);
    return alias == null ? qualifier : alias.version();
  }
}
