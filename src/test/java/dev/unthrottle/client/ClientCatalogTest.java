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
    // client, version, row, attempts, connect, read
    "aws-cli, 1.45.11, aws-cli-v1, 5, 60s, 60s",
    "aws-cli, 2.0, aws-cli-v2-pre2026, 3, 60s, 60s",
    "aws-cli, 2.31.0, aws-cli-v2-pre2026, 3, 60s, 60s",
    "aws-cli, 2.39.9, aws-cli-v2-pre2026, 3, 60s, 60s",
    "aws-cli, 2.40.0, aws-cli-v2-2026, 3, 60s, 60s",
    "boto3, 1.43.11, boto3-legacy, 5, 60s, 60s",
    "boto3, 1.44.0, boto3-standard-2026, 3, 60s, 60s",
    "java-v2, 2.31.0, java-v2-legacy-apache, 4, 2s, 30s",
    "java-v2, 2.45.9, java-v2-legacy-apache, 4, 2s, 30s",
    "java-v2, 2.46.0, java-v2-legacy-apache5, 4, 2s, 30s",
    "java-v2, 2.57.8, java-v2-legacy-apache5, 4, 2s, 30s",
    "js-v3, 3.1166.0, js-v3-standard-2026, 3, , ",
    "js-v3, 3.1100.0, js-v3-standard-pre2026, 3, , ",
  })
  void aVersion_isItsDefaultRow(
      String client,
      String version,
      String row,
      int attempts,
      @Nullable String connect,
      @Nullable String read) {
    ResolvedClient resolved =
        CATALOG.resolve(ClientConfiguration.defaults(ClientId.parse(client), version));
    assertThat(resolved.client().variant()).isEqualTo(row).isEqualTo(resolved.variant().id());
    assertThat(resolved.client().retries().maxAttempts()).isEqualTo(attempts);
    assertThat(resolved.client().timeouts())
        .isEqualTo(
            Timeouts.of(
                connect == null ? null : DurationText.parse(connect),
                read == null ? null : DurationText.parse(read)));
  }

  @ParameterizedTest
  @CsvSource({
    // client, version, setting, row, attempts
    "aws-cli, 2.31.0, AWS_RETRY_MODE=legacy, aws-cli-v2-legacy, 3",
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
    "js-v3, 3.1166.0, maxAttempts=5, js-v3-standard-2026, 5",
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
