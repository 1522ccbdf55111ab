package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // client, version newer than any known, the newest, the row it is taken as, how sure
        "AWS_CLI | 3.0.0 | 2.40.0 | aws-cli-v2-2026 | source",
        "BOTO3 | 1.45.0 | 1.44.0 | boto3-standard-2026 | measured",
        "JAVA_V2 | 2.60.0 | 2.57.8 | java-v2-legacy-apache5 | source",
        "RUBY | 3.300.0 | 3.267.0 | ruby-v3-standard-2026 | documented",
        "POWERSHELL | 5.1.0 | 5.0.332 | powershell-v5-2026 | inferred",
        "SWIFT | 2.0.0 | 1.8.24 | swift-standard-2026 | source",
      })
  void aVersionNewerThanAnyKnown_saysWhichRowAndHowSure(
      ClientId client, String version, String newest, String row, String confidence) {
    ResolvedClient resolved = resolve(client, version, Map.of());
    assertThat(resolved.variant().id()).isEqualTo(row);
    assertThat(resolved.warnings())
        .containsExactly(
            "%s %s is newer than %s, the newest that the catalogue knows: taken as %s (%s)."
                .formatted(client.id(), version, newest, row, confidence));
  }

  @Test
  void aModeOlderThanItsRange_isTheNearestAndSaysSo() {
    // botocore has had retry modes since 1.15.0.
    assertThat(resolve(ClientId.BOTO3, "1.14.0", Map.of("AWS_RETRY_MODE", "standard")).warnings())
        .containsExactly(
            "boto3 1.14.0 is outside every range that was checked: taken as boto3-standard-pre2026"
                + " (measured), which is 1.15.0 up to, not including, 1.44.0.");
  }

  @Test
  void anOlderJsClient_mayHaveFetchedTheNewRetries() {
    assertThat(resolve(ClientId.JS_V3, "3.1164.0", Map.of()).warnings())
        .containsExactly(
            "js-v3 3.1164.0 is taken as js-v3-standard-pre2026 (source). The installed @smithy/core"
                + " decides, not the client: from 3.40.0 it is js-v3-standard-2026, and the caret"
                + " range of 3.1164.0 already lets a fresh npm install fetch it; say which with the"
                + " setting @smithy/core.");
    assertThat(resolve(ClientId.JS_V3, "3.1164.0", Map.of("@smithy/core", "3.41.0")))
        .satisfies(known -> assertThat(known.variant().id()).isEqualTo("js-v3-standard-2026"))
        .satisfies(known -> assertThat(known.warnings()).isEmpty());
  }

  @Test
  void rustsBehaviorVersion_decides() {
    assertThat(resolve(ClientId.RUST, "1.13.2", Map.of()).warnings())
        .containsExactly(
            "rust 1.13.2 is taken as rust-standard-2026 (source). Its BehaviorVersion decides: with"
                + " one before v2026_11_10 it is rust-standard-pre2026; say which with the setting"
                + " BehaviorVersion.");
    assertThat(resolve(ClientId.RUST, "1.13.2", Map.of("BehaviorVersion", "v2026_01_12")))
        .satisfies(known -> assertThat(known.variant().id()).isEqualTo("rust-standard-pre2026"))
        .satisfies(known -> assertThat(known.warnings()).isEmpty());
    refuses(
        ClientId.RUST,
        "1.13.2",
        Map.of("BehaviorVersion", "latest"),
        "BehaviorVersion takes a version, such as v2026_11_10. Found: latest");
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
  void theCli_cannotBeToldMilliseconds() {
    ResolvedClient resolved =
        CATALOG.resolve(
            new ClientConfiguration(
                ClientId.AWS_CLI, "2.31.0", null, Duration.ofMillis(1500), null, null, Map.of()));
    assertThat(resolved.client().timeouts().read()).isEqualTo(Duration.ofMillis(1500));
    assertThat(resolved.warnings())
        .containsExactly(
            "--cli-read-timeout knows whole seconds only, so 1500ms can't be set there.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // client, version, setting that asks for a mode, what the catalogue knows
        "AWS_CLI | 2.31.0 | AWS_RETRY_MODE | legacy | aws-cli 2.31.0. It knows standard, adaptive.",
        "AWS_CLI | 2.40.0 | retry_mode | legacy | aws-cli 2.40.0. It knows standard, adaptive.",
        "GO_V2 | 1.48.0 | RetryMode | legacy | go-v2 1.48.0. It knows standard, adaptive.",
        "RUST | 1.13.2 | AWS_RETRY_MODE | adaptive | rust 1.13.2. It knows standard.",
        "DOTNET | 4.0.0 | RetryMode | adaptive | dotnet 4.0.0. It knows legacy, standard.",
        "SWIFT | 1.8.24 | AWS_RETRY_MODE | legacy | swift 1.8.24. It knows standard.",
      })
  void aModeThatTheCatalogueLacks_isRefused(
      ClientId client, String version, String setting, String mode, String known) {
    refuses(
        client,
        version,
        Map.of(setting, mode),
        "The catalogue knows no retry mode %s of %s".formatted(mode, known));
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
            + " AWS_MAX_ATTEMPTS, max_attempts, retryMode, aws.retryMode, AWS_RETRY_MODE, retry_mode,"
            + " aws.newRetries2026, AWS_NEW_RETRIES_2026, defaultsMode, AWS_DEFAULTS_MODE,"
            + " defaults_mode.");
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
  void problemsAndWarnings_standInTheSameOrderHoweverTheSettingsAreGiven() {
    Map<String, String> problems =
        Map.of(
            "zeal", "1",
            "verve", "1",
            "AWS_MAX_ATTEMPTS", "0",
            "AWS_RETRY_MODE", "eager",
            "--cli-connect-timeout", "1.5",
            "--cli-read-timeout", "x",
            "tcp_keepalive", "yes");
    Map<String, String> warnings =
        Map.of(
            "retries.mode", "standard",
            "AWS_RETRY_MODE", "legacy",
            "retry_mode", "adaptive",
            "retries.max_attempts", "2",
            "AWS_MAX_ATTEMPTS", "9",
            "max_attempts", "8");
    String message = messageOf(ClientId.AWS_CLI, "2.31.0", problems);
    assertThat(message.lines()).hasSize(7);
    List<String> told = resolve(ClientId.BOTO3, "1.43.11", warnings).warnings();
    assertThat(told).hasSize(4);
    for (long seed = 0; seed < 50; seed++) {
      assertThat(messageOf(ClientId.AWS_CLI, "2.31.0", shuffled(problems, seed)))
          .isEqualTo(message);
      assertThat(resolve(ClientId.BOTO3, "1.43.11", shuffled(warnings, seed)).warnings())
          .isEqualTo(told);
    }
  }

  private static Map<String, String> shuffled(Map<String, String> settings, long seed) {
    List<String> names = new ArrayList<>(settings.keySet());
    names.sort(null);
    Collections.shuffle(names, new Random(seed));
    Map<String, String> shuffled = new LinkedHashMap<>();
    names.forEach(name -> shuffled.put(name, settings.get(name)));
    return shuffled;
  }

  private static String messageOf(ClientId client, String version, Map<String, String> settings) {
    return catchThrowableOfType(
            ClientConfigurationException.class, () -> resolve(client, version, settings))
        .problems()
        .stream()
        .map(ClientConfigurationException.Problem::sentence)
        .collect(Collectors.joining("\n"));
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
