package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the catalogue warns of, what it refuses, and in which words. */
class ResolutionTest {

  private static final ClientCatalog CATALOG = ClientCatalog.bundled();

  @Test
  void aVersionNewerThanTheNewest_isTakenAsItAndSaysSo() {
    ResolvedClient resolved = resolve(ClientId.AWS_CLI, "2.41.3", Map.of());
    assertThat(resolved.warnings())
        .containsExactly(
            "aws-cli 2.41.3 is newer than 2.40.0, the newest that the catalogue knows:"
                + " taken as aws-cli-v2-2026 (source).");
  }

  @Test
  void aVersionOutsideEveryRange_isTheNearestAndSaysHowSure() {
    // 1.46.0 would pin botocore 1.44; nobody has seen it.
    ResolvedClient resolved = resolve(ClientId.AWS_CLI, "1.46.0", Map.of());
    assertThat(resolved.variant().id()).isEqualTo("aws-cli-v1");
    assertThat(resolved.warnings())
        .containsExactly(
            "aws-cli 1.46.0 is outside every range that was checked: taken as aws-cli-v1 (measured),"
                + " which is 1.0.0 up to, not including, 1.46.0.");
    assertThat(resolve(ClientId.AWS_CLI, "0.9", Map.of()).variant().id()).isEqualTo("aws-cli-v1");
  }

  @Test
  void anOlderJsClient_mayHaveFetchedTheNewRetries() {
    assertThat(resolve(ClientId.JS_V3, "3.1164.0", Map.of()).warnings())
        .containsExactly(
            "js-v3 3.1164.0 is taken as js-v3-standard-pre2026 (source). The installed @smithy/core"
                + " decides, not the client: from 3.40.0 it is js-v3-standard-2026, and the caret"
                + " range of 3.1164.0 already lets a fresh npm install fetch it.");
  }

  @Test
  void codeIsStrongerThanTheEnvironment() {
    ResolvedClient resolved =
        resolve(
            ClientId.BOTO3,
            "1.43.11",
            Map.of(
                "retries.max_attempts", "1", "AWS_MAX_ATTEMPTS", "9", "AWS_RETRY_MODE", "legacy"));
    // One retry is two attempts.
    assertThat(resolved.client().retries().maxAttempts()).isEqualTo(2);
    assertThat(resolved.warnings())
        .containsExactly("AWS_MAX_ATTEMPTS is ignored: retries.max_attempts is stronger.");
  }

  @Test
  void aFieldOfTheRequest_isStrongerThanARawSetting() {
    ResolvedClient resolved =
        CATALOG.resolve(
            new ClientConfiguration(
                ClientId.AWS_CLI,
                "2.31.0",
                Duration.ofSeconds(5),
                Duration.ofSeconds(900),
                1,
                RetryMode.STANDARD,
                Map.of("--cli-read-timeout", "60", "AWS_RETRY_MODE", "legacy")));
    assertThat(resolved.client().timeouts())
        .isEqualTo(Timeouts.of(Duration.ofSeconds(5), Duration.ofSeconds(900)));
    assertThat(resolved.client().retries().maxAttempts()).isEqualTo(1);
    assertThat(resolved.variant().id()).isEqualTo("aws-cli-v2-pre2026");
    assertThat(resolved.warnings())
        .containsExactlyInAnyOrder(
            "--cli-read-timeout is ignored: readTimeout is stronger.",
            "AWS_RETRY_MODE is ignored: retryMode is stronger.");
  }

  @Test
  void nodesRequestTimeout_isIgnoredBecauseItOnlyWarns() {
    ResolvedClient resolved =
        resolve(ClientId.JS_V3, "3.1166.0", Map.of("requestHandler.requestTimeout", "5000"));
    assertThat(resolved.client().timeouts()).isEqualTo(Timeouts.of(null, null));
    assertThat(resolved.warnings())
        .containsExactly(
            "requestHandler.requestTimeout is ignored: it only logs a warning unless"
                + " requestHandler.throwOnRequestTimeout is true (@smithy/node-http-handler from"
                + " about 4.4 on).");
  }

  @Test
  void javasCallTimeout_doesNotLiftItsSocketTimeout() {
    assertThat(resolve(ClientId.JAVA_V2, "2.57.8", Map.of("apiCallTimeout", "15m")).warnings())
        .containsExactly(
            "The call-timeout of 15m doesn't lift the read timeout: an attempt still ends after 30s"
                + " of silence.");
    assertThat(resolve(ClientId.JAVA_V2, "2.57.8", Map.of("apiCallTimeout", "9s")).warnings())
        .isEmpty();
  }

  @Test
  void zeroSeconds_letTheCliWaitForEver() {
    assertThat(resolve(ClientId.AWS_CLI, "2.31.0", Map.of("--cli-read-timeout", "0")).warnings())
        .containsExactly("--cli-read-timeout 0 waits for ever.");
  }

  @Test
  void theCli_cannotBeToldMilliseconds() {
    ResolvedClient resolved =
        CATALOG.resolve(
            new ClientConfiguration(
                ClientId.AWS_CLI, "2.31.0", null, Duration.ofMillis(1500), null, null, Map.of()));
    assertThat(resolved.client().timeouts().read()).isEqualTo(Duration.ofMillis(1500));
    assertThat(resolved.warnings())
        .containsExactly("--cli-read-timeout takes whole seconds, so 1500ms can't be set there.");
  }

  @Test
  void theOptInOf2026_isIgnoredWhereItIsTheDefault() {
    Map<String, String> optIn = Map.of("AWS_NEW_RETRIES_2026", "true");
    assertThat(resolve(ClientId.AWS_CLI, "2.40.0", optIn).warnings())
        .containsExactly(
            "AWS_NEW_RETRIES_2026 is ignored: it is not known to change anything in aws-cli 2.40.0.");
  }

  @Test
  void adaptiveMode_isRefusedUntilItsRateLimiterIsModelled() {
    refuses(
        ClientId.AWS_CLI,
        "2.31.0",
        Map.of("AWS_RETRY_MODE", "adaptive"),
        "The retry mode adaptive can't be answered for yet: its rate limiter isn't modelled.");
  }

  @Test
  void aModeThatTheClientLacks_isRefused() {
    refuses(
        ClientId.JS_V3,
        "3.1166.0",
        Map.of("retryMode", "legacy"),
        "js-v3 has no retry mode legacy. It has standard.");
  }

  @Test
  void aSettingOfAnotherHttpClient_isRefusedWithThoseThatThereAre() {
    refuses(
        ClientId.JAVA_V2,
        "2.57.8",
        Map.of("httpClient", "netty", "socketTimeout", "9s"),
        "java-v2 with netty has no setting socketTimeout."
            + " It has connectionTimeout, readTimeout, tcpKeepAlive, httpClient,"
            + " apiCallAttemptTimeout, apiCallTimeout, maxAttempts, aws.maxAttempts,"
            + " AWS_MAX_ATTEMPTS, retryMode, aws.retryMode, AWS_RETRY_MODE,"
            + " aws.newRetries2026, AWS_NEW_RETRIES_2026, AWS_DEFAULTS_MODE.");
  }

  @Test
  void allProblems_areToldAtOnceOneALine() {
    refuses(
        ClientId.AWS_CLI,
        "two",
        Map.of(
            "--cli-readtimeout", "60",
            "--cli-connect-timeout", "1.5",
            "AWS_MAX_ATTEMPTS", "0",
            "AWS_RETRY_MODE", "eager",
            "tcp_keepalive", "yes"),
        """
        A version has two to four numbers, such as 2.40.0. Found: two for aws-cli
        AWS_RETRY_MODE takes legacy, standard or adaptive. Found: eager
        aws-cli with aws-cli-v2 has no setting --cli-readtimeout. \
        Nearest: --cli-read-timeout, --cli-connect-timeout.
        --cli-connect-timeout takes a whole number of seconds, such as 60. Found: 1.5
        AWS_MAX_ATTEMPTS takes a number of attempts, from 1. Found: 0
        tcp_keepalive takes true or false. Found: yes\
        """);
  }

  @Test
  void anUnknownHttpClient_isRefused() {
    refuses(
        ClientId.JAVA_V2,
        "2.57.8",
        Map.of("httpClient", "okhttp"),
        "The catalogue doesn't know the HTTP client okhttp of java-v2."
            + " It knows apache, apache5, url-connection, netty, crt.");
  }

  @Test
  void aDurationWithoutAUnit_isRefusedWhereTheClientTakesDurations() {
    refuses(
        ClientId.JAVA_V2,
        "2.57.8",
        Map.of("socketTimeout", "30"),
        "socketTimeout: A duration carries its unit, because nobody can know it: write 30s or 30ms."
            + " Found: 30");
  }

  private static void refuses(
      ClientId client, String version, Map<String, String> settings, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve(client, version, settings))
        .withMessage(message);
  }

  private static ResolvedClient resolve(
      ClientId client, String version, Map<String, String> settings) {
    return CATALOG.resolve(
        new ClientConfiguration(client, version, null, null, null, null, settings));
  }
}
