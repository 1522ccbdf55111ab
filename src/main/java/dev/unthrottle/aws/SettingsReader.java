package dev.unthrottle.aws;

import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Hosting;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Observation.Missing;
import dev.unthrottle.evidence.Observation.Observed;
import dev.unthrottle.evidence.Reservation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.CapacityProviderConfig;
import software.amazon.awssdk.services.lambda.model.Concurrency;
import software.amazon.awssdk.services.lambda.model.DurableConfig;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * Reads how a function and its account are set up. {@code GetFunction} comes first: it tells
 * everything at once and has a quota of 100 calls a second of its own, while the two calls that
 * take its place where it isn't allowed share 15 a second with every deployment of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>, checked 2026-11-22
 */
final class SettingsReader {

  /**
   * What is known about a function.
   *
   * @param settings its configuration, of the version asked for
   * @param reservation its reserved concurrency, which all versions share
   */
  record Function(Observation<FunctionSettings> settings, Observation<Reservation> reservation) {}

  private final AwsClients clients;
  private final Asker asker;
  private final Executor sideBySide;

  SettingsReader(AwsClients clients, Asker asker, Executor sideBySide) {
    this.clients = clients;
    this.asker = asker;
    this.sideBySide = sideBySide;
  }

  static String defaultLogGroup(String function) {
    return "/aws/lambda/" + function;
  }

  /**
   * What GetFunction tells. A version or alias has no reservation of its own, so the function
   * itself is asked for it. That is one more GetFunction rather than a GetFunctionConcurrency,
   * which would be at the expense of deployments.
   */
  Function function(FunctionRef function) {
    var whole = start(() -> wholeFunction(function.unqualified(), null));
    Function named =
        function.qualifier() == null
            ? whole.join()
            : wholeFunction(function.unqualified(), function.qualifier());
    return new Function(named.settings(), whole.join().reservation());
  }

  /** How many calls {@link #instead} makes, 0 to 2. */
  static int substitutes(Function first) {
    return (isDenied(first.settings()) ? 1 : 0) + (isDenied(first.reservation()) ? 1 : 0);
  }

  /** What lesser calls tell in place of a GetFunction that was denied. */
  Function instead(FunctionRef function, Function first) {
    var reservation =
        start(() -> isDenied(first.reservation()) ? concurrency(function) : first.reservation());
    Observation<FunctionSettings> settings = first.settings();
    return new Function(
        isDenied(settings) ? configuration(function) : settings, reservation.join());
  }

  private <T> CompletableFuture<T> start(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, sideBySide);
  }

  Observation<AccountSettings> account() {
    return asker.settings(
        AwsCall.GET_ACCOUNT_SETTINGS,
        "the account",
        AccountSettings.class,
        sent -> {
          AccountLimit limit =
              required(
                  clients
                      .lambda()
                      .getAccountSettings(r -> r.overrideConfiguration(sent::travelWith))
                      .accountLimit());
          return new AccountSettings(
              required(limit.concurrentExecutions()),
              required(limit.unreservedConcurrentExecutions()));
        });
  }

  private Function wholeFunction(String name, @Nullable String qualifier) {
    Observation<Whole> answer =
        asker.settings(
            AwsCall.GET_FUNCTION,
            qualifier == null ? name : name + ":" + qualifier,
            Whole.class,
            sent ->
                whole(
                    clients
                        .lambda()
                        .getFunction(r ->
                            r.functionName(name)
                                .qualifier(qualifier)
                                .overrideConfiguration(sent::travelWith))));
    return switch (answer) {
      case Observed<Whole>(var found, var source, var at) ->
          new Function(
              Observation.of(found.settings(), source, at),
              Observation.of(found.reservation(), source, at));
      case Missing<Whole>(var why) ->
          new Function(Observation.missing(why), Observation.missing(why));
    };
  }

  private record Whole(FunctionSettings settings, Reservation reservation) {}

  private static Whole whole(GetFunctionResponse answer) {
    Concurrency concurrency = answer.concurrency();
    return new Whole(
        settings(required(answer.configuration())),
        reservation(concurrency == null ? null : concurrency.reservedConcurrentExecutions()));
  }

  private Observation<FunctionSettings> configuration(FunctionRef function) {
    return asker.settings(
        AwsCall.GET_FUNCTION_CONFIGURATION,
        function.toString(),
        FunctionSettings.class,
        sent ->
            settings(
                asConfiguration(
                    clients
                        .lambda()
                        .getFunctionConfiguration(r ->
                            r.functionName(function.unqualified())
                                .qualifier(function.qualifier())
                                .overrideConfiguration(sent::travelWith)))));
  }

  private Observation<Reservation> concurrency(FunctionRef function) {
    return asker.settings(
        AwsCall.GET_FUNCTION_CONCURRENCY,
        function.unqualified(),
        Reservation.class,
        sent ->
            reservation(
                clients
                    .lambda()
                    .getFunctionConcurrency(r ->
                        r.functionName(function.unqualified())
                            .overrideConfiguration(sent::travelWith))
                    .reservedConcurrentExecutions()));
  }

  private static boolean isDenied(Observation<?> answer) {
    return answer.gap().map(Gap::kind).filter(kind -> kind == Gap.Kind.ACCESS_DENIED).isPresent();
  }

  /** AWS leaves the number out where nothing is reserved; 0 is a reservation. */
  private static Reservation reservation(@Nullable Integer reserved) {
    return reserved == null ? Reservation.NONE : Reservation.of(reserved);
  }

  /** The two answers have the same fields, but no type in common. */
  private static FunctionConfiguration asConfiguration(GetFunctionConfigurationResponse answer) {
    return FunctionConfiguration.builder()
        .functionName(answer.functionName())
        .functionArn(answer.functionArn())
        .version(answer.version())
        .timeout(answer.timeout())
        .memorySize(answer.memorySize())
        .runtime(answer.runtimeAsString())
        .architecturesWithStrings(answer.architecturesAsStrings())
        .loggingConfig(answer.loggingConfig())
        .snapStart(answer.snapStart())
        .vpcConfig(answer.vpcConfig())
        .tenancyConfig(answer.tenancyConfig())
        .durableConfig(answer.durableConfig())
        .capacityProviderConfig(answer.capacityProviderConfig())
        .build();
  }

  private static FunctionSettings settings(FunctionConfiguration answer) {
    String name = required(answer.functionName());
    return new FunctionSettings(
        name,
        unqualified(required(answer.functionArn())),
        required(answer.version()),
        Duration.ofSeconds(required(answer.timeout())),
        required(answer.memorySize()),
        answer.runtimeAsString(),
        answer.hasArchitectures() ? answer.architecturesAsStrings().getFirst() : "x86_64",
        logs(name, answer.loggingConfig()),
        hosting(answer));
  }

  private static Hosting hosting(FunctionConfiguration answer) {
    DurableConfig durable = answer.durableConfig();
    VpcConfigResponse vpc = answer.vpcConfig();
    SnapStartResponse snapStart = answer.snapStart();
    return new Hosting(
        compute(answer.capacityProviderConfig()),
        durable == null ? null : Duration.ofSeconds(required(durable.executionTimeout())),
        snapStart != null && snapStart.applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS,
        vpc != null && vpc.vpcId() != null && !vpc.vpcId().isEmpty(),
        answer.tenancyConfig() != null);
  }

  private static Hosting.Compute compute(@Nullable CapacityProviderConfig config) {
    var instances = config == null ? null : config.lambdaManagedInstancesCapacityProviderConfig();
    return instances == null
        ? Hosting.Compute.ON_DEMAND
        : new Hosting.Compute.ManagedInstances(
            required(instances.capacityProviderArn()),
            instances.perExecutionEnvironmentMaxConcurrency());
  }

  /** AWS always sends these; what doesn't, isn't AWS. */
  static <T> T required(@Nullable T field) {
    if (field == null) {
      throw SdkClientException.create("A field that AWS always sends is missing");
    }
    return field;
  }

  private static LogSettings logs(String function, @Nullable LoggingConfig config) {
    if (config == null) {
      return new LogSettings(defaultLogGroup(function), false, null);
    }
    return new LogSettings(
        config.logGroup() == null ? defaultLogGroup(function) : config.logGroup(),
        config.logFormat() == LogFormat.JSON,
        config.systemLogLevelAsString());
  }

  /** {@code arn:aws:lambda:region:account:function:name[:qualifier]} without its eighth part. */
  private static String unqualified(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length == 8 ? arn.substring(0, arn.lastIndexOf(':')) : arn;
  }
}
