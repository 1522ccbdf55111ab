package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which row a client, its version and its settings amount to, and what it then does. */
class ClientCatalogTest {

  private static final ClientCatalog CATALOG = ClientCatalog.bundled();

  @ParameterizedTest
  @CsvSource({
    // client, version, row, attempts, connect, read, attempt
    "aws-cli, 1.45.11, aws-cli-v1, 5, 60s, 60s, ",
    "aws-cli, 2.0, aws-cli-v2-pre2026, 3, 60s, 60s, ",
    "aws-cli, 2.31.0, aws-cli-v2-pre2026, 3, 60s, 60s, ",
    "aws-cli, 2.39.9, aws-cli-v2-pre2026, 3, 60s, 60s, ",
    "boto3, 1.43.11, boto3-legacy, 5, 60s, 60s, ",
    "boto3, 1.44.0, boto3-standard-2026, 3, 60s, 60s, ",
    "aws-cli, 1.0.0, aws-cli-v1, 5, 60s, 60s, ",
    "aws-cli, 2.40.0, aws-cli-v2-2026, 3, 60s, 60s, ",
    "boto3, 1.43.107, boto3-legacy, 5, 60s, 60s, ",
    "java-v1, 1.12.797, java-v1-legacy, 4, 10s, 50s, ",
    "java-v2, 2.31.0, java-v2-legacy-apache, 4, 2s, 30s, ",
    "java-v2, 2.45.9, java-v2-legacy-apache, 4, 2s, 30s, ",
    "java-v2, 2.46.0, java-v2-legacy-apache5, 4, 2s, 30s, ",
    "java-v2, 2.57.8, java-v2-legacy-apache5, 4, 2s, 30s, ",
    "js-v2, 2.1693.0, js-v2, 4, , 120s, ",
    "js-v3, 3.1165.9, js-v3-standard-pre2026, 3, , , ",
    "js-v3, 3.1166.0, js-v3-standard-2026, 3, , , ",
    "go-v1, 1.55.8, go-v1, 4, 30s, , ",
    "go-v2, 1.47.9, go-v2-standard-pre2026, 3, 30s, , ",
    "go-v2, 1.48.0, go-v2-standard-2026, 3, 30s, , ",
    "dotnet, 3.7.500, dotnet-v3-legacy, 5, , , 100s",
    "dotnet, 4.0.0, dotnet-v4-standard-pre2026, 3, , , 100s",
    "dotnet, 4.0.102.9, dotnet-v4-standard-pre2026, 3, , , 100s",
    "dotnet, 4.0.103.0, dotnet-v4-standard-2026, 3, , , 100s",
    "powershell, 5.0.331, powershell-v5-pre2026, 3, , , 100s",
    "powershell, 5.0.332, powershell-v5-2026, 3, , , 100s",
    "ruby, 3.266.9, ruby-v3-legacy, 4, 15s, 60s, ",
    "ruby, 3.267.0, ruby-v3-standard-2026, 3, 15s, 60s, ",
    "php, 3.403.2, php-v3-legacy, 3, , , ",
    "php, 3.403.3, php-v3-standard-2026, 3, , , ",
    "rust, 1.13.1, rust-standard-pre2026, 3, 3100ms, , ",
    "rust, 1.13.2, rust-standard-2026, 3, 3100ms, , ",
    "cpp, 1.11.925, cpp-legacy, 11, 1s, 3s, ",
    "cpp, 1.11.926, cpp-standard-2026, 3, 1s, 3s, ",
    "kotlin, 1.9.0, kotlin-standard-pre2026, 3, 2s, 30s, ",
    "swift, 1.8.23, swift-standard-pre2026, 3, 30s, 60s, ",
    "swift, 1.8.24, swift-standard-2026, 3, 30s, 60s, ",
  })
  void aVersion_isItsDefaultRow(
      String client,
      String version,
      String row,
      int attempts,
      @Nullable String connect,
      @Nullable String read,
      @Nullable String attempt) {
    ResolvedClient resolved =
        CATALOG.resolve(ClientConfiguration.defaults(ClientId.parse(client), version));
    assertThat(resolved.client().variant()).isEqualTo(row).isEqualTo(resolved.variant().id());
    assertThat(resolved.client().retries().maxAttempts()).isEqualTo(attempts);
    assertThat(resolved.client().timeouts())
        .isEqualTo(new Timeouts(limit(connect), limit(read), limit(attempt), null));
  }

  @ParameterizedTest
  @CsvSource({
    // client, version, setting, row, attempts
    "aws-cli, 2.31.0, AWS_RETRY_MODE=adaptive, aws-cli-v2-adaptive-pre2026, 3",
    "aws-cli, 2.36.7, AWS_NEW_RETRIES_2026=true&AWS_RETRY_MODE=adaptive, aws-cli-v2-adaptive-2026, 3",
    "aws-cli, 1.45.11, AWS_RETRY_MODE=adaptive, aws-cli-v1-adaptive, 3",
    "aws-cli, 1.45.11, AWS_DEFAULTS_MODE=standard, aws-cli-v1-standard, 3",
    "aws-cli, 1.45.11, AWS_RETRY_MODE=standard, aws-cli-v1-standard, 3",
    "aws-cli, 2.36.7, AWS_NEW_RETRIES_2026=true, aws-cli-v2-2026, 3",
    "aws-cli, 2.40.0, AWS_MAX_ATTEMPTS=1, aws-cli-v2-2026, 1",
    "boto3, 1.43.11, retries.mode=standard, boto3-standard-pre2026, 3",
    "boto3, 1.44.0, retries.mode=legacy, boto3-legacy, 5",
    "boto3, 1.43.11, AWS_NEW_RETRIES_2026=true, boto3-standard-2026, 3",
    "boto3, 1.43.11, retries.max_attempts=2, boto3-legacy, 3",
    "boto3, 1.43.11, retries.max_attempts=0, boto3-legacy, 1",
    "boto3, 1.43.11, retries.total_max_attempts=2, boto3-legacy, 2",
    "boto3, 1.43.11, AWS_DEFAULTS_MODE=standard, boto3-standard-pre2026, 3",
    "java-v2, 2.31.0, httpClient=url-connection, java-v2-legacy-urlconnection, 4",
    "java-v2, 2.57.8, httpClient=crt, java-v2-legacy-crt, 4",
    "java-v2, 2.57.8, retryMode=standard, java-v2-standard-pre2026-apache5, 3",
    "java-v2, 2.57.8, aws.newRetries2026=true, java-v2-standard-2026-apache5, 3",
    "java-v2, 2.57.8, AWS_DEFAULTS_MODE=in-region, java-v2-standard-pre2026-apache5, 3",
    "boto3, 1.44.0, AWS_RETRY_MODE=adaptive, boto3-adaptive-2026, 3",
    "java-v1, 1.12.797, maxErrorRetry=0, java-v1-legacy, 1",
    "java-v1, 1.12.797, com.amazonaws.sdk.maxAttempts=2, java-v1-legacy, 2",
    "java-v1, 1.12.797, com.amazonaws.sdk.retryMode=standard, java-v1-standard, 3",
    "java-v2, 2.57.8, aws.newRetries2026=true&max_attempts=5, java-v2-standard-2026-apache5, 5",
    "java-v2, 2.57.8, AWS_NEW_RETRIES_2026=true&aws.retryMode=adaptive&httpClient=crt,"
        + " java-v2-adaptive-2026-crt, 3",
    "js-v2, 2.1693.0, maxRetries=0, js-v2, 1",
    "js-v3, 3.1166.0, maxAttempts=5, js-v3-standard-2026, 5",
    "js-v3, 3.1166.0, AWS_RETRY_MODE=legacy, js-v3-standard-2026, 3",
    "js-v3, 3.1164.0, @smithy/core=3.41.0, js-v3-standard-2026, 3",
    "js-v3, 3.1164.0, @smithy/core=3.39.9, js-v3-standard-pre2026, 3",
    "js-v3, 3.1164.0, SMITHY_NEW_RETRIES_2026=true, js-v3-standard-2026, 3",
    "js-v3, 3.1164.0, @smithy/core=3.40.0&retryMode=adaptive, js-v3-adaptive-2026, 3",
    "go-v1, 1.55.8, MaxRetries=0, go-v1, 1",
    "go-v2, 1.47.0, RetryMode=adaptive, go-v2-adaptive-pre2026, 3",
    "dotnet, 3.7.500, MaxErrorRetry=2, dotnet-v3-legacy, 3",
    "dotnet, 4.0.103.0, AWS_MAX_ATTEMPTS=2, dotnet-v4-standard-2026, 2",
    "powershell, 5.0.332, ClientConfig.MaxErrorRetry=0, powershell-v5-2026, 1",
    "ruby, 3.211.0, retry_limit=1, ruby-v3-legacy, 2",
    "ruby, 3.211.0, retry_mode=standard&max_attempts=5, ruby-v3-standard-pre2026, 5",
    "ruby, 3.267.0, retry_mode=legacy&retry_limit=1, ruby-v3-legacy, 2",
    "php, 3.400.0, AWS_MAX_ATTEMPTS=5&AWS_RETRY_MODE=standard, php-v3-standard-pre2026, 5",
    "php, 3.400.0, max_attempts=5&retry_mode=standard, php-v3-standard-pre2026, 5",
    // a number in the place of an array is a number of retries, and legacy mode
    "php, 3.403.3, retries=5, php-v3-legacy, 6",
    "php, 3.403.3, retries.mode=adaptive, php-v3-adaptive-2026, 3",
    "rust, 1.13.2, BehaviorVersion=v2026_01_12, rust-standard-pre2026, 3",
    "rust, 1.13.2, BehaviorVersion=v2026_11_10, rust-standard-2026, 3",
    "rust, 1.12.0, AWS_NEW_RETRIES_2026=true, rust-standard-2026, 3",
    "cpp, 1.11.900, retryMode=standard, cpp-standard-pre2026, 3",
    "cpp, 1.11.926, retryStrategy.maxRetries=2, cpp-legacy, 3",
    "cpp, 1.11.926, AWS_RETRY_MODE=legacy, cpp-legacy, 11",
    "kotlin, 1.9.0, aws.newRetries2026=true, kotlin-standard-2026, 3",
    "swift, 1.8.24, maxAttempts=1, swift-standard-2026, 1",
  })
  void aSetting_meansWhatItsClientMeans(
      String client, String version, String setting, String row, int attempts) {
    ResolvedClient resolved = resolve(client, version, settings(setting));
    assertThat(resolved.variant().id()).isEqualTo(row);
    assertThat(resolved.client().retries().maxAttempts()).isEqualTo(attempts);
  }

  @ParameterizedTest
  @CsvSource({
    // client, version, setting, connect, read, attempt, call
    "aws-cli, 2.31.0, --cli-read-timeout=900, 60s, 900s, , ",
    "aws-cli, 2.31.0, --cli-connect-timeout=5, 5s, 60s, , ",
    "aws-cli, 2.31.0, --cli-read-timeout=0, 60s, , , ",
    "aws-cli, 2.31.0, AWS_DEFAULTS_MODE=standard, 60s, 60s, , ",
    "boto3, 1.43.11, read_timeout=0.5, 60s, 500ms, , ",
    "boto3, 1.43.11, connect_timeout=None, , 60s, , ",
    "boto3, 1.43.11, AWS_DEFAULTS_MODE=in-region, 1100ms, 60s, , ",
    "java-v2, 2.31.0, socketTimeout=PT15M, 2s, 15m, , ",
    "java-v2, 2.31.0, connectionTimeout=500ms, 500ms, 30s, , ",
    "java-v2, 2.31.0, apiCallTimeout=5s, 2s, 30s, , 5s",
    "java-v2, 2.31.0, apiCallAttemptTimeout=5s, 2s, 30s, 5s, ",
    "java-v2, 2.31.0, httpClient=crt, 2s, , , ",
    "js-v3, 3.1166.0, requestHandler.socketTimeout=5000, , 5s, , ",
    "js-v3, 3.1166.0, requestHandler.connectionTimeout=5000, 5s, , , ",
    "js-v3, 3.1166.0, requestHandler.requestTimeout=5000, , , , ",
    "java-v1, 1.12.797, socketTimeout=900000, 10s, 900s, , ",
    "java-v1, 1.12.797, clientExecutionTimeout=9000, 10s, 50s, , 9s",
    "js-v2, 2.1693.0, httpOptions.timeout=900000&httpOptions.connectTimeout=5000, 5s, 900s, , ",
    "go-v1, 1.55.8, http.Client.Timeout=15m, 30s, , 15m, ",
    "go-v2, 1.48.0, http.Transport.ResponseHeaderTimeout=15m&net.Dialer.Timeout=5s, 5s, 15m, , ",
    "go-v2, 1.48.0, DefaultsMode=in-region, 1100ms, , , ",
    "dotnet, 4.0.103.0, Timeout=15m, , , 15m, ",
    "powershell, 5.0.332, ClientConfig.Timeout=15m, , , 15m, ",
    "ruby, 3.211.0, http_read_timeout=0.5&http_open_timeout=nil, , 500ms, , ",
    "php, 3.403.3, http.connect_timeout=3.1&http.timeout=900, 3100ms, , 900s, ",
    "rust, 1.13.2, read_timeout=15m&operation_timeout=20m, 3100ms, 15m, , 20m",
    "cpp, 1.11.926, requestTimeoutMs=1500, 1s, 1s, , ",
    "cpp, 1.11.926, requestTimeoutMs=900000&connectTimeoutMs=3100, 3100ms, 900s, , ",
    "kotlin, 1.9.0, socketReadTimeout=15m&connectTimeout=5s, 5s, 15m, , ",
    "swift, 1.8.24, socketTimeout=900&connectTimeout=3.1, 3100ms, 900s, , ",
    "js-v3, 3.1166.0, requestHandler.requestTimeout=5000&requestHandler.throwOnRequestTimeout=true,"
        + " , , 5s, ",
  })
  void aTimeoutSetting_isReadInItsClientsUnit(
      String client,
      String version,
      String setting,
      @Nullable String connect,
      @Nullable String read,
      @Nullable String attempt,
      @Nullable String call) {
    assertThat(resolve(client, version, settings(setting)).client().timeouts())
        .isEqualTo(new Timeouts(limit(connect), limit(read), limit(attempt), limit(call)));
  }

  @Test
  void noVersion_isTheNewestAndSaysSo() {
    ResolvedClient resolved = CATALOG.resolve(ClientConfiguration.defaults(ClientId.AWS_CLI, null));
    assertThat(resolved.variant().id()).isEqualTo("aws-cli-v2-2026");
    assertThat(resolved.client().version()).isNull();
    assertThat(resolved.warnings())
        .containsExactly(
            "No version was given: aws-cli 2.40.0 is assumed, the newest that the catalogue knows.");
  }

  private static ResolvedClient resolve(
      String client, String version, Map<String, String> settings) {
    return CATALOG.resolve(
        new ClientConfiguration(ClientId.parse(client), version, null, null, null, null, settings));
  }

  private static @Nullable Duration limit(@Nullable String text) {
    return text == null ? null : DurationText.parse(text);
  }

  private static Map<String, String> settings(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
