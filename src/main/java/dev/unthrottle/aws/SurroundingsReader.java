package dev.unthrottle.aws;

import static dev.unthrottle.aws.SettingsReader.required;

import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Routing;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Surroundings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ListProvisionedConcurrencyConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Reads what is set up around a function, all of it side by side. */
final class SurroundingsReader {

  private final AwsClients clients;
  private final Asker asker;
  private final InstantSource clock;
  private final Executor sideBySide;

  SurroundingsReader(AwsClients clients, Asker asker, InstantSource clock, Executor sideBySide) {
    this.clients = clients;
    this.asker = asker;
    this.clock = clock;
    this.sideBySide = sideBySide;
  }

  /** What is set up around a function, except what happens to its asynchronous events. */
  record Around(
      Observation<Routing> routing,
      Observation<ProvisionedConcurrency> provisioned,
      Observation<EventSources> eventSources) {

    Surroundings with(Observation<AsyncSettings> async) {
      return new Surroundings(routing, provisioned, eventSources, async);
    }
  }

  /** The first round trip. */
  Around read(FunctionRef function) {
    var provisioned = start(() -> provisioned(function));
    var eventSources = start(() -> eventSources(function));
    Observation<Routing> routing = routing(function);
    return new Around(routing, provisioned.join(), eventSources.join());
  }

  private <T> CompletableFuture<T> start(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, sideBySide);
  }

  private Observation<Routing> routing(FunctionRef function) {
    String qualifier = function.qualifier();
    if (qualifier == null || qualifier.equals("$LATEST") || qualifier.matches("\\d+")) {
      Routing itself = Routing.to(qualifier == null ? "$LATEST" : qualifier);
      return Observation.of(itself, Source.SETTINGS, clock.instant());
    }
    return asker.settings(
        AwsCall.GET_ALIAS,
        function.toString(),
        Routing.class,
        sent ->
            routing(
                clients
                    .lambda()
                    .getAlias(r ->
                        r.functionName(function.unqualified())
                            .name(qualifier)
                            .overrideConfiguration(sent::travelWith))));
  }

  private static Routing routing(GetAliasResponse alias) {
    AliasRoutingConfiguration others = alias.routingConfig();
    return Routing.of(
        required(alias.functionVersion()),
        others == null ? Map.of() : others.additionalVersionWeights());
  }

  /** Of all versions and aliases, because all of it is taken from the one reservation. */
  private Observation<ProvisionedConcurrency> provisioned(FunctionRef function) {
    return asker.settings(
        AwsCall.LIST_PROVISIONED_CONCURRENCY_CONFIGS,
        function.unqualified(),
        ProvisionedConcurrency.class,
        sent ->
            provisioned(
                clients
                    .lambda()
                    .listProvisionedConcurrencyConfigs(r ->
                        r.functionName(function.unqualified())
                            .overrideConfiguration(sent::travelWith))));
  }

  private static ProvisionedConcurrency provisioned(
      ListProvisionedConcurrencyConfigsResponse answer) {
    return new ProvisionedConcurrency(
        answer.provisionedConcurrencyConfigs().stream()
            .map(SurroundingsReader::allocation)
            .toList());
  }

  private static ProvisionedConcurrency.Allocation allocation(
      ProvisionedConcurrencyConfigListItem item) {
    String arn = required(item.functionArn());
    return new ProvisionedConcurrency.Allocation(
        arn.substring(arn.lastIndexOf(':') + 1),
        required(item.requestedProvisionedConcurrentExecutions()),
        orZero(item.allocatedProvisionedConcurrentExecutions()),
        orZero(item.availableProvisionedConcurrentExecutions()),
        required(item.statusAsString()));
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  private Observation<EventSources> eventSources(FunctionRef function) {
    return asker.settings(
        AwsCall.LIST_EVENT_SOURCE_MAPPINGS,
        function.toString(),
        EventSources.class,
        sent ->
            eventSources(
                clients
                    .lambda()
                    .listEventSourceMappings(r ->
                        r.functionName(function.toString())
                            .overrideConfiguration(sent::travelWith))));
  }

  /** One page of up to 100 mappings. */
  private static EventSources eventSources(ListEventSourceMappingsResponse answer) {
    return new EventSources(
        answer.eventSourceMappings().stream().map(SurroundingsReader::mapping).toList(),
        answer.nextMarker() == null);
  }

  private static EventSources.Mapping mapping(EventSourceMappingConfiguration answer) {
    var scaling = answer.scalingConfig();
    var pollers = answer.provisionedPollerConfig();
    return new EventSources.Mapping(
        required(answer.uuid()),
        answer.eventSourceArn() == null ? "self-managed" : answer.eventSourceArn(),
        answer.state() == null ? "Enabled" : answer.state(),
        answer.batchSize(),
        scaling == null ? null : scaling.maximumConcurrency(),
        answer.parallelizationFactor(),
        pollers == null ? null : pollers.maximumPollers());
  }

  /**
   * What happens to asynchronous events, which is asked when it is known what the rest takes.
   *
   * @param affordable whether a call is left for it
   */
  Observation<AsyncSettings> async(FunctionRef function, boolean affordable) {
    AwsCall call = AwsCall.GET_FUNCTION_EVENT_INVOKE_CONFIG;
    return affordable || asker.knows(call, function.toString())
        ? async(function)
        : Observation.missing(
            new Gap(
                Gap.Kind.INCOMPLETE,
                call.evidence(),
                call.apiCall(),
                null,
                "%s was not asked, because the calls that a diagnosis may make were needed for the logs: ask for a shorter window."
                    .formatted(call.apiCall())));
  }

  /** A function without a configuration of its own has Lambda's defaults. */
  private Observation<AsyncSettings> async(FunctionRef function) {
    return asker.settings(
        AwsCall.GET_FUNCTION_EVENT_INVOKE_CONFIG,
        function.toString(),
        AsyncSettings.class,
        sent -> {
          try {
            return async(
                clients
                    .lambda()
                    .getFunctionEventInvokeConfig(r ->
                        r.functionName(function.unqualified())
                            .qualifier(function.qualifier())
                            .overrideConfiguration(sent::travelWith)));
          } catch (ResourceNotFoundException notConfigured) {
            return AsyncSettings.DEFAULT;
          }
        });
  }

  private static AsyncSettings async(GetFunctionEventInvokeConfigResponse answer) {
    Integer retries = answer.maximumRetryAttempts();
    Integer age = answer.maximumEventAgeInSeconds();
    return new AsyncSettings(
        retries == null ? AsyncSettings.DEFAULT.retries() : retries,
        age == null ? AsyncSettings.DEFAULT.maximumAge() : Duration.ofSeconds(age),
        onFailure(answer.destinationConfig()));
  }

  private static @Nullable String onFailure(@Nullable DestinationConfig destinations) {
    return destinations == null || destinations.onFailure() == null
        ? null
        : destinations.onFailure().destination();
  }
}
