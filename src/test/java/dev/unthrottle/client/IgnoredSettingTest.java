package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that a client reads and ignores, or obeys otherwise than written: each is warned of. */
class IgnoredSettingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // client, version, setting, the one warning
        "js-v3 | 3.1166.0 | requestHandler.requestTimeout=5000 | requestHandler.requestTimeout is"
            + " ignored: it only logs a warning unless requestHandler.throwOnRequestTimeout is true"
            + " (@smithy/node-http-handler 4.4.0 and later; before, it was another name of"
            + " socketTimeout).",
        "js-v3 | 3.1166.0 | AWS_RETRY_MODE=legacy | js-v3 takes the retry mode legacy as standard.",
        "js-v3 | 3.1166.0 | AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026=true |"
            + " AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026 is ignored: Lambda is exempt from it.",
        "java-v2 | 2.57.8 | apiCallTimeout=15m | The call-timeout of 15m doesn't lift the read"
            + " timeout: an attempt still ends after 30s of silence.",
        "java-v2 | 2.57.8 | apiCallAttemptTimeout=15m | The attempt-timeout of 15m doesn't lift the"
            + " read timeout: an attempt still ends after 30s of silence.",
        "java-v2 | 2.57.8 | max_attempts=5 | max_attempts is ignored: it is read with the retry"
            + " behaviour of 2026 and not before.",
        "java-v1 | 1.12.797 | requestTimeout=60000 | The attempt-timeout of 60s doesn't lift the"
            + " read timeout: an attempt still ends after 50s of silence.",
        "java-v1 | 1.12.797 | AWS_DEFAULTS_MODE=standard | AWS_DEFAULTS_MODE is ignored: this client"
            + " doesn't read it.",
        "cpp | 1.11.900 | AWS_MAX_ATTEMPTS=5 | AWS_MAX_ATTEMPTS is ignored: the default strategy of"
            + " the legacy mode takes no number of attempts from outside.",
        "cpp | 1.11.926 | requestTimeoutMs=1500 | requestTimeoutMs knows whole seconds only: 1500 is"
            + " obeyed as 1s.",
        "ruby | 3.211.0 | AWS_MAX_ATTEMPTS=5 | AWS_MAX_ATTEMPTS is ignored: the retry mode legacy"
            + " counts retry_limit instead.",
        "ruby | 3.211.0 | max_attempts=5 | max_attempts is ignored: the retry mode legacy counts"
            + " retry_limit instead.",
        "ruby | 3.267.0 | retry_limit=5 | retry_limit is ignored: it counts in the retry mode legacy"
            + " only; max_attempts counts here.",
        "js-v2 | 2.1693.0 | AWS_MAX_ATTEMPTS=1 | AWS_MAX_ATTEMPTS is ignored: this client doesn't"
            + " read it; maxRetries in its constructor counts.",
        "js-v2 | 2.1693.0 | AWS_RETRY_MODE=standard | AWS_RETRY_MODE is ignored: this client doesn't"
            + " read it; maxRetries in its constructor counts.",
        "go-v1 | 1.55.8 | AWS_MAX_ATTEMPTS=1 | AWS_MAX_ATTEMPTS is ignored: this client doesn't read"
            + " it; MaxRetries in aws.Config counts.",
        "php | 3.400.0 | AWS_MAX_ATTEMPTS=5 | AWS_MAX_ATTEMPTS is ignored: it is read only where"
            + " AWS_RETRY_MODE is set beside it.",
        "php | 3.400.0 | http.read_timeout=5 | http.read_timeout is ignored: it limits the reading of"
            + " streamed bodies only; http.timeout limits an attempt.",
        "aws-cli | 2.31.0 | AWS_DEFAULTS_MODE=in-region | AWS_DEFAULTS_MODE is ignored: the AWS CLI"
            + " 2.x doesn't read it.",
        "aws-cli | 2.31.0 | BOTOCORE_TCP_KEEPALIVE=true | BOTOCORE_TCP_KEEPALIVE is ignored: the AWS"
            + " CLI 2.x reads tcp_keepalive in its config file, and nothing else.",
        "aws-cli | 2.31.0 | --cli-read-timeout=0 | --cli-read-timeout 0 waits for ever.",
        "boto3 | 1.44.0 | AWS_NEW_RETRIES_2026=true | AWS_NEW_RETRIES_2026 is ignored: it is not known"
            + " to change anything in boto3 1.44.0.",
        "boto3 | 1.43.11 | AWS_NEW_RETRIES_2026=true retries.mode=legacy | AWS_NEW_RETRIES_2026 is"
            + " ignored: it is not known to change anything in boto3 1.43.11 in legacy mode.",
        "kotlin | 1.9.0 | AWS_RETRY_MODE=legacy | kotlin takes the retry mode legacy as standard.",
        "rust | 1.12.0 | AWS_DEFAULTS_MODE=standard | AWS_DEFAULTS_MODE is ignored: this client"
            + " doesn't read it.",
      })
  void whatHasAnotherEffectThanItSeems_isWarnedOf(
      String client, String version, String setting, String warning) {
    assertThat(resolve(client, version, setting).warnings()).containsExactly(warning);
  }

  @ParameterizedTest
  @CsvSource({
    // client, version, setting that is ignored, attempts, connect, read, attempt
    "js-v3, 3.1166.0, requestHandler.requestTimeout=5000, 3, , , ",
    "java-v2, 2.57.8, max_attempts=5, 4, 2s, 30s, ",
    "cpp, 1.11.900, AWS_MAX_ATTEMPTS=5, 11, 1s, 3s, ",
    "ruby, 3.211.0, AWS_MAX_ATTEMPTS=5, 4, 15s, 60s, ",
    "ruby, 3.267.0, retry_limit=5, 3, 15s, 60s, ",
    "js-v2, 2.1693.0, AWS_MAX_ATTEMPTS=1, 4, , 120s, ",
    "go-v1, 1.55.8, AWS_MAX_ATTEMPTS=1, 4, 30s, , ",
    "php, 3.400.0, AWS_MAX_ATTEMPTS=5, 3, , , ",
    "php, 3.400.0, http.read_timeout=5, 3, , , ",
    "aws-cli, 2.31.0, AWS_DEFAULTS_MODE=in-region, 3, 60s, 60s, ",
  })
  void whatIsIgnored_changesNothing(
      String client,
      String version,
      String setting,
      int attempts,
      @Nullable String connect,
      @Nullable String read,
      @Nullable String attempt) {
    ResolvedClient resolved = resolve(client, version, setting);
    ResolvedClient untouched =
        ClientCatalog.bundled()
            .resolve(ClientConfiguration.defaults(ClientId.parse(client), version));
    assertThat(resolved.client()).isEqualTo(untouched.client());
    assertThat(resolved.client().retries().maxAttempts()).isEqualTo(attempts);
    assertThat(resolved.client().timeouts().connect()).isEqualTo(limit(connect));
    assertThat(resolved.client().timeouts().read()).isEqualTo(limit(read));
    assertThat(resolved.client().timeouts().attempt()).isEqualTo(limit(attempt));
  }

  @Test
  void whatGivesEffectToASetting_takesTheWarningAway() {
    assertThat(resolve("php", "3.400.0", "AWS_MAX_ATTEMPTS=5 AWS_RETRY_MODE=legacy"))
        .satisfies(php -> assertThat(php.client().retries().maxAttempts()).isEqualTo(5))
        .satisfies(php -> assertThat(php.warnings()).isEmpty());
    assertThat(
            resolve(
                    "js-v3",
                    "3.1166.0",
                    "requestHandler.requestTimeout=5000 requestHandler.throwOnRequestTimeout=true")
                .warnings())
        .isEmpty();
    assertThat(resolve("cpp", "1.11.926", "requestTimeoutMs=2000").warnings()).isEmpty();
    assertThat(resolve("java-v2", "2.57.8", "apiCallTimeout=9s").warnings()).isEmpty();
  }

  private static @Nullable Object limit(@Nullable String text) {
    return text == null ? null : DurationText.parse(text);
  }

  private static ResolvedClient resolve(String client, String version, String settings) {
    Map<String, String> raw = new LinkedHashMap<>();
    for (String setting : List.of(settings.split(" "))) {
      String[] pair = setting.split("=", 2);
      raw.put(pair[0], pair[1]);
    }
    return ClientCatalog.bundled()
        .resolve(
            new ClientConfiguration(ClientId.parse(client), version, null, null, null, null, raw));
  }
}
