package dev.unthrottle.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.endpoints.LambdaEndpointProvider;

/**
 * The SDK's clients for one target. Each is built when it is first used, and then kept: building
 * one costs a cold start more than a call does. Safe for use by several threads.
 *
 * <p>Everything except Invoke is tried at most {@link #MAX_ATTEMPTS} times and given up after
 * {@link #CALL_TIMEOUT}. Invoke is tried once and waits as long as its caller says.
 */
public final class AwsClients implements AutoCloseable {

  /** The first attempt included, so that the tool never makes a throttled account's day worse. */
  static final int MAX_ATTEMPTS = 3;

  /** For one call with all its attempts. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

  /** Survives one lost SYN, which is sent again after 1 s, and the next after 3 s. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(3_100);

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  private final AwsTarget target;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<Patience, LambdaClient> invoking = new HashMap<>();
  private final ControlPlanePace controlPlane = new ControlPlanePace();
  private final SettingsCache cache = new SettingsCache();
  private final Lazy<AwsCredentialsProvider> credentials = new Lazy<>(this::buildCredentials);
  private final Lazy<SdkHttpClient> http =
      new Lazy<>(() -> keep(httpClient(new Patience(CONNECT_TIMEOUT, READ_TIMEOUT))));
  private final Lazy<LambdaClient> lambda =
      new Lazy<>(() -> keep(asking(LambdaClient.builder()).build()));
  private final Lazy<CloudWatchLogsClient> logs =
      new Lazy<>(() -> keep(asking(CloudWatchLogsClient.builder()).build()));
  private final Lazy<CloudWatchClient> cloudWatch =
      new Lazy<>(() -> keep(asking(CloudWatchClient.builder()).build()));

  private final Lazy<DynamoDbClient> dynamoDb =
      new Lazy<>(() -> keep(asking(DynamoDbClient.builder()).build()));

  /** Clients for {@code target}; nothing is built or looked up yet. */
  public AwsClients(AwsTarget target) {
    this.target = target;
  }

  /** The pace of everybody who asks through these clients. */
  ControlPlanePace controlPlane() {
    return controlPlane;
  }

  /** What everybody who asks through these clients has found. */
  SettingsCache cache() {
    return cache;
  }

  LambdaClient lambda() {
    return lambda.get();
  }

  CloudWatchLogsClient logs() {
    return logs.get();
  }

  CloudWatchClient cloudWatch() {
    return cloudWatch.get();
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb.get();
  }

  /**
   * A client for single attempts at Invoke with these timeouts.
   *
   * @param connect {@code null} to wait for ever
   * @param read {@code null} to wait for ever
   */
  LambdaClient invoking(@Nullable Duration connect, @Nullable Duration read) {
    synchronized (invoking) {
      return invoking.computeIfAbsent(new Patience(connect, read), this::buildInvoking);
    }
  }

  /** Where Lambda is, as the SDK itself would find it. */
  URI lambdaEndpoint() {
    var configuration = lambda().serviceClientConfiguration();
    return configuration
        .endpointOverride()
        .orElseGet(() ->
            LambdaEndpointProvider.defaultProvider()
                .resolveEndpoint(endpoint -> endpoint.region(configuration.region()))
                .join()
                .url());
  }

  /** Closes every client that was built. */
  @Override
  public void close() {
    synchronized (open) {
      open.reversed().forEach(AwsClients::closeQuietly);
      open.clear();
    }
  }

  private static void closeQuietly(AutoCloseable client) {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("An SDK client could not be closed", e);
    }
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B asking(B builder) {
    var retries = AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(MAX_ATTEMPTS);
    return aimed(builder)
        .httpClient(http.get())
        .overrideConfiguration(
            overrides().apiCallTimeout(CALL_TIMEOUT).retryStrategy(retries.build()).build());
  }

  private LambdaClient buildInvoking(Patience patience) {
    SdkHttpClient ownHttp = keep(httpClient(patience));
    return keep(
        aimed(LambdaClient.builder())
            .httpClient(ownHttp)
            .overrideConfiguration(overrides().retryStrategy(AwsRetryStrategy.doNotRetry()).build())
            .build());
  }

  private <B extends AwsClientBuilder<B, ?>> B aimed(B builder) {
    builder.credentialsProvider(credentials.get());
    if (target.region() != null) {
      builder.region(Region.of(target.region()));
    }
    if (target.endpointUrl() != null) {
      builder.endpointOverride(target.endpointUrl());
    }
    return builder;
  }

  private ClientOverrideConfiguration.Builder overrides() {
    var overrides =
        ClientOverrideConfiguration.builder().addExecutionInterceptor(new Transmission.Observer());
    return target.profile() == null ? overrides : overrides.defaultProfileName(target.profile());
  }

  /** A profile that was asked for wins over credentials that happen to be in the environment. */
  private AwsCredentialsProvider buildCredentials() {
    return target.profile() == null
        ? keep(DefaultCredentialsProvider.builder().build())
        : keep(ProfileCredentialsProvider.create(NoSuchProfileException.require(target.profile())));
  }

  /** The HTTP client takes a timeout of zero for none at all. */
  private static SdkHttpClient httpClient(Patience patience) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(patience.connect() == null ? Duration.ZERO : patience.connect())
        .socketTimeout(patience.read() == null ? Duration.ZERO : patience.read())
        .build();
  }

  private <T extends AutoCloseable> T keep(T client) {
    synchronized (open) {
      open.add(client);
    }
    return client;
  }

  private record Patience(@Nullable Duration connect, @Nullable Duration read) {}
}
