package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which of a client's settings is the strongest. Each line names them from the strongest on: given
 * all together, the first counts and the others are warned of; without it, the second; and so on.
 */
class SettingPrecedenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // client, version, settings, attempts that each allows; a number of retries is one less
        "aws-cli | 1.45.11 | AWS_MAX_ATTEMPTS=5 max_attempts=4 | 5 4",
        "aws-cli | 2.40.0 | AWS_MAX_ATTEMPTS=5 max_attempts=4 | 5 4",
        "boto3 | 1.43.11 | retries.total_max_attempts=6 retries.max_attempts=6 AWS_MAX_ATTEMPTS=5"
            + " max_attempts=4 | 6 7 5 4",
        // the environment before the system property, unlike Java v2
        "java-v1 | 1.12.797 | maxErrorRetry=6 AWS_MAX_ATTEMPTS=6 com.amazonaws.sdk.maxAttempts=5"
            + " max_attempts=4 | 7 6 5 4",
        "java-v2 | 2.57.8 | maxAttempts=6 aws.maxAttempts=5 AWS_MAX_ATTEMPTS=2 | 6 5 2",
        "js-v2 | 2.1693.0 | maxRetries=6 | 7",
        "js-v3 | 3.1166.0 | maxAttempts=6 AWS_MAX_ATTEMPTS=5 max_attempts=4 | 6 5 4",
        "go-v1 | 1.55.8 | MaxRetries=6 | 7",
        "go-v2 | 1.48.0 | RetryMaxAttempts=6 AWS_MAX_ATTEMPTS=5 max_attempts=4 | 6 5 4",
        "dotnet | 4.0.103.0 | MaxErrorRetry=6 AWS_MAX_ATTEMPTS=5 max_attempts=4 | 7 5 4",
        "powershell | 5.0.332 | ClientConfig.MaxErrorRetry=6 AWS_MAX_ATTEMPTS=5 max_attempts=4"
            + " | 7 5 4",
        "ruby | 3.267.0 | max_attempts=6 AWS_MAX_ATTEMPTS=5 | 6 5",
        "php | 3.403.3 | retries.max_attempts=6 AWS_MAX_ATTEMPTS=5 max_attempts=4 | 6 5 4",
        "rust | 1.13.2 | with_max_attempts=6 AWS_MAX_ATTEMPTS=5 max_attempts=4 | 6 5 4",
        "cpp | 1.11.926 | retryStrategy.maxAttempts=6 AWS_MAX_ATTEMPTS=5 max_attempts=4 | 6 5 4",
        "kotlin | 1.9.0 | maxAttempts=6 aws.maxAttempts=5 AWS_MAX_ATTEMPTS=4 max_attempts=2"
            + " | 6 5 4 2",
        "swift | 1.8.24 | maxAttempts=6 AWS_MAX_ATTEMPTS=5 max_attempts=4 | 6 5 4",
      })
  void theStrongestNumberOfAttempts_counts(
      String client, String version, String settings, String attempts) {
    List<String> strongestFirst = List.of(settings.split(" "));
    List<String> expected = List.of(attempts.split(" "));
    for (int i = 0; i < strongestFirst.size(); i++) {
      ResolvedClient resolved =
          resolve(client, version, strongestFirst.subList(i, strongestFirst.size()));
      assertThat(resolved.client().retries().maxAttempts())
          .as(strongestFirst.get(i))
          .isEqualTo(Integer.parseInt(expected.get(i)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws-cli | 1.45.11 | AWS_RETRY_MODE=adaptive retry_mode=legacy",
        "aws-cli | 2.40.0 | AWS_RETRY_MODE=adaptive retry_mode=standard",
        "boto3 | 1.43.11 | retries.mode=adaptive AWS_RETRY_MODE=legacy retry_mode=standard",
        "java-v1 | 1.12.797 | retryMode=adaptive AWS_RETRY_MODE=standard"
            + " com.amazonaws.sdk.retryMode=legacy retry_mode=adaptive",
        "java-v2 | 2.57.8 | retryMode=adaptive aws.retryMode=standard AWS_RETRY_MODE=legacy"
            + " retry_mode=adaptive",
        "js-v3 | 3.1166.0 | retryMode=adaptive AWS_RETRY_MODE=standard retry_mode=adaptive",
        "go-v2 | 1.48.0 | RetryMode=adaptive AWS_RETRY_MODE=standard retry_mode=adaptive",
        "ruby | 3.211.0 | retry_mode=adaptive AWS_RETRY_MODE=standard",
        "php | 3.400.0 | retries.mode=adaptive AWS_RETRY_MODE=legacy retry_mode=standard",
        "cpp | 1.11.900 | retryMode=adaptive AWS_RETRY_MODE=standard retry_mode=legacy",
      })
  void theStrongestRetryMode_countsAndTheOthersAreWarnedOf(
      String client, String version, String settings) {
    List<String> strongestFirst = List.of(settings.split(" "));
    for (int i = 0; i < strongestFirst.size(); i++) {
      List<String> given = strongestFirst.subList(i, strongestFirst.size());
      ResolvedClient resolved = resolve(client, version, given);
      assertThat(resolved.client().retries().mode().id()).isEqualTo(value(given.getFirst()));
      assertThat(resolved.warnings())
          .containsExactlyElementsOf(
              given.stream()
                  .skip(1)
                  .map(weaker ->
                      "%s is ignored: %s is stronger."
                          .formatted(name(weaker), name(given.getFirst())))
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "boto3, 1.43.11, AWS_DEFAULTS_MODE, defaults_mode",
    "java-v2, 2.57.8, defaultsMode, AWS_DEFAULTS_MODE",
    "js-v3, 3.1166.0, AWS_DEFAULTS_MODE, defaults_mode",
    "go-v2, 1.48.0, DefaultsMode, AWS_DEFAULTS_MODE",
    "ruby, 3.211.0, defaults_mode, AWS_DEFAULTS_MODE",
  })
  void anyRetryMode_isStrongerThanADefaultsMode(
      String client, String version, String defaultsMode, String weaker) {
    ResolvedClient alone =
        resolve(client, version, List.of(defaultsMode + "=in-region", weaker + "=mobile"));
    assertThat(alone.client().retries().mode()).isEqualTo(RetryMode.STANDARD);
    assertThat(alone.client().timeouts().connect()).isEqualTo(DurationText.parse("1100ms"));
    ResolvedClient withMode =
        resolve(client, version, List.of(defaultsMode + "=in-region", "AWS_RETRY_MODE=adaptive"));
    assertThat(withMode.client().retries().mode()).isEqualTo(RetryMode.ADAPTIVE);
    assertThat(withMode.client().timeouts().connect()).isEqualTo(DurationText.parse("1100ms"));
  }

  private static ResolvedClient resolve(String client, String version, List<String> settings) {
    Map<String, String> raw = new LinkedHashMap<>();
    settings.forEach(setting -> raw.put(name(setting), value(setting)));
    return ClientCatalog.bundled()
        .resolve(
            new ClientConfiguration(ClientId.parse(client), version, null, null, null, null, raw));
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  private static String value(String setting) {
    return setting.substring(setting.indexOf('=') + 1);
  }
}
