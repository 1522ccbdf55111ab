package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings as the users of each client paste them. */
class SnippetTest {

  private static final Timeouts PATIENT =
      Timeouts.of(Duration.ofMillis(3100), Duration.ofSeconds(905));

  private static final Timeouts FOR_EVER = Timeouts.of(Duration.ofSeconds(3), null);

  /** The names that the clients have for their number of attempts or retries. */
  private static final Pattern COUNT =
      Pattern.compile(
          "(?i)max_?(attempts|retries|error_?retry)|retry_limit|'retries'|RetryStrategy>");

  /** One row of each client: what its users get who are told to try once and to wait long. */
  @ParameterizedTest
  @CsvSource({
    "aws-cli-v2-2026, aws-cli.sh",
    "boto3-standard-2026, boto3.py",
    "java-v1-standard, java-v1.java",
    "java-v2-legacy-apache5, java-v2.java",
    "js-v2, js-v2.js",
    "js-v3-standard-2026, js-v3.mjs",
    "go-v1, go-v1.go",
    "go-v2-standard-2026, go-v2.go",
    "dotnet-v4-standard-2026, dotnet.cs",
    "powershell-v5-2026, powershell.ps1",
    "ruby-v3-standard-2026, ruby.rb",
    "php-v3-standard-2026, php.php",
    "rust-standard-2026, rust.rs",
    "cpp-standard-2026, cpp.cpp",
    "kotlin-standard-pre2026, kotlin.kt",
    "swift-standard-2026, swift.swift",
  })
  void everyClient_isToldInItsOwnLanguage(String variant, String expected) throws IOException {
    assertThat(snippet(variant, PATIENT, 1, true).text()).isEqualTo(golden(expected));
  }

  static List<ClientVariant> variants() {
    return ClientCatalog.bundled().variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariant_hasASnippetWithoutGaps(ClientVariant variant) {
    Timeouts hasty = Timeouts.of(Duration.ofSeconds(1), Duration.ofMillis(29_500));
    for (Timeouts timeouts : List.of(PATIENT, hasty)) {
      for (int attempts = 1; attempts <= 3; attempts++) {
        for (boolean yes : List.of(true, false)) {
          Client client = client(variant.id(), timeouts, attempts, yes);
          assertWhole(Snippet.of(client, yes, "Orders:$LATEST").text(), attempts);
        }
      }
    }
  }

  private static void assertWhole(String text, int attempts) {
    assertThat(text).contains("Orders:").doesNotContain("{{", "}}");
    for (String brackets : List.of("()", "[]", "{}")) {
      assertThat(text.chars().filter(c -> c == brackets.charAt(0)).count())
          .as("%s in%n%s", brackets, text)
          .isEqualTo(text.chars().filter(c -> c == brackets.charAt(1)).count());
    }
    // One line says how often to try, counted with the first attempt or without.
    assertThat(text.lines().filter(line -> COUNT.matcher(line).find()))
        .singleElement()
        .asString()
        .containsAnyOf(Integer.toString(attempts), Integer.toString(attempts - 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws-cli-v1              | AWS_MAX_ATTEMPTS=3",
        "boto3-legacy            | \"total_max_attempts\": 3",
        "java-v1-legacy          | .withMaxErrorRetry(2)",
        "java-v2-legacy-netty    | .maxAttempts(3)",
        "js-v2                   | maxRetries: 2",
        "js-v3-adaptive-2026     | maxAttempts: 3",
        "go-v1                   | MaxRetries: aws.Int(2)",
        "go-v2-standard-pre2026  | config.WithRetryMaxAttempts(3)",
        "dotnet-v3-legacy        | MaxErrorRetry = 2",
        "powershell-v5-pre2026   | MaxErrorRetry = 2",
        "ruby-v3-legacy          | retry_limit: 2",
        "ruby-v3-adaptive-2026   | max_attempts: 3",
        "php-v3-legacy           | 'retries' => 2,",
        "php-v3-adaptive-2026    | ['mode' => 'adaptive', 'max_attempts' => 3]",
        "rust-standard-pre2026   | .with_max_attempts(3)",
        "cpp-legacy              | DefaultRetryStrategy>(\"lambda\", 2)",
        "cpp-standard-pre2026    | StandardRetryStrategy>(\"lambda\", 3)",
        "cpp-adaptive-pre2026    | AdaptiveRetryStrategy>(\"lambda\", 3)",
        "kotlin-standard-2026    | maxAttempts = 3",
        "swift-standard-pre2026  | maxAttempts: 3",
      })
  void threeAttempts_areCountedAsTheVariantsOwnSettingCountsThem(String variant, String expected) {
    // Three attempts are two retries.
    assertThat(snippet(variant, PATIENT, 3, false).text()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws-cli-v1-adaptive     | AWS_RETRY_MODE=adaptive",
        "boto3-legacy            | \"mode\": \"legacy\"",
        "java-v1-adaptive        | .withRetryMode(RetryMode.ADAPTIVE)",
        "js-v3-adaptive-pre2026  | retryMode: \"adaptive\"",
        "go-v2-adaptive-2026     | config.WithRetryMode(aws.RetryModeAdaptive)",
        "dotnet-v3-legacy        | RetryMode = RequestRetryMode.Legacy",
        "powershell-v5-2026      | RetryMode     = 'Standard'",
        "ruby-v3-legacy          | retry_mode: \"legacy\"",
        "rust-standard-2026      | RetryConfig::standard()",
        "swift-standard-2026     | awsRetryMode: .standard",
      })
  void theRetryMode_staysThatOfTheVariant(String variant, String expected) {
    assertThat(snippet(variant, PATIENT, 3, false).text()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "java-v2-standard-pre2026-urlconnection, AWS_RETRY_MODE=standard",
    "java-v2-standard-2026-urlconnection, AWS_NEW_RETRIES_2026=true",
    "java-v2-adaptive-2026-crt, AWS_NEW_RETRIES_2026=true AWS_RETRY_MODE=adaptive",
    "kotlin-standard-2026, AWS_NEW_RETRIES_2026=true",
  })
  void whatABuilderCannotSet_comesFromTheEnvironment(String variant, String environment) {
    assertThat(snippet(variant, PATIENT, 3, false).text())
        .containsPattern("(?m)^// Set in the environment: " + environment + "$");
  }

  @ParameterizedTest
  @CsvSource({"java-v2-legacy-urlconnection", "kotlin-standard-pre2026"})
  void theDefaultRetryMode_needsNoEnvironment(String variant) {
    assertThat(snippet(variant, PATIENT, 3, false).text()).doesNotContain("environment");
  }

  @Test
  void javaOneOfOldVersions_isToldNoRetryModeItDoesNotHave() {
    assertThat(snippet("java-v1-legacy", PATIENT, 1, false).text()).doesNotContain("RetryMode");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // 3.1 s + 905 s = 908.1 s, and 909 whole seconds.
        "dotnet-v4-standard-2026 | Timeout = TimeSpan.FromMilliseconds(908100),",
        "powershell-v5-2026      | Timeout       = [TimeSpan]::FromMilliseconds(908100)",
        "php-v3-standard-2026    | 'timeout' => 909,",
      })
  void withoutAReadTimeout_anAttemptMayTakeBothTimeouts(String variant, String expected) {
    assertThat(snippet(variant, PATIENT, 1, false).text()).contains(expected);
  }

  @Test
  void withoutAReadTimeout_aShorterAttemptTimeoutStays() {
    Timeouts shorter =
        new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(905), Duration.ofSeconds(60), null);
    assertThat(snippet("dotnet-v3-legacy", shorter, 1, false).text())
        .contains("Timeout = TimeSpan.FromSeconds(60),");
    assertThat(snippet("php-v3-legacy", shorter, 1, false).text()).contains("'timeout' => 60,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "java-v1-legacy         | .withRequestTimeout(910000)",
        "java-v2-legacy-crt     | .apiCallAttemptTimeout(Duration.ofSeconds(910))",
        "js-v3-standard-2026    | throwOnRequestTimeout: true",
        "go-v1                  | httpClient.Timeout = 910 * time.Second",
        "go-v2-standard-2026    | httpClient.WithTimeout(910 * time.Second)",
        "rust-standard-2026     | .operation_attempt_timeout(Duration::from_secs(910))",
        "cpp-legacy             | config.httpRequestTimeoutMs = 910000;",
        "kotlin-standard-2026   | attemptTimeout = 910.seconds",
      })
  void aLimitForAnAttempt_isSaidBesideTheReadTimeout(String variant, String expected) {
    Timeouts perAttempt =
        new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(905), Duration.ofSeconds(910), null);
    assertThat(snippet(variant, perAttempt, 1, false).text()).contains(expected, "905");
  }

  @Test
  void libcurlsSilence_isRoundedUpToWholeSeconds() {
    Timeouts odd = Timeouts.of(Duration.ofMillis(3100), Duration.ofMillis(29_500));
    assertThat(snippet("cpp-legacy", odd, 1, false).text())
        .contains("connectTimeoutMs = 3100;", "requestTimeoutMs = 30000;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws-cli-v1              | --cli-read-timeout 0 ",
        "boto3-legacy            | read_timeout=None",
        "java-v1-legacy          | .withSocketTimeout(0)",
        "java-v2-legacy-netty    | readTimeout(Duration.ofSeconds(0))",
        "js-v2                   | timeout: 0,",
        "ruby-v3-legacy          | http_read_timeout: nil",
        "cpp-legacy              | requestTimeoutMs = 0;",
        "dotnet-v4-standard-2026 | Timeout = System.Threading.Timeout.InfiniteTimeSpan,",
        "powershell-v5-2026      | Timeout       = [System.Threading.Timeout]::InfiniteTimeSpan",
      })
  void waitingForEver_isSaidWhereTheDefaultIsALimit(String variant, String expected) {
    assertThat(snippet(variant, FOR_EVER, 1, false).text()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "java-v2-legacy-crt, minimumThroughput",
        "js-v3-standard-2026, socketTimeout",
        "go-v1, ResponseHeaderTimeout",
        "go-v2-standard-2026, ResponseHeaderTimeout",
        "php-v3-standard-2026, 'timeout'",
        "rust-standard-2026, read_timeout",
      })
  void waitingForEver_needsNoWordWhereItIsTheDefault(String variant, String setting) {
    assertThat(snippet(variant, FOR_EVER, 1, false).text()).doesNotContain(setting);
  }

  @ParameterizedTest
  @CsvSource({
    "aws-cli-v2-2026, aws configure set tcp_keepalive true",
    "boto3-legacy, tcp_keepalive=True",
    "java-v1-legacy, .withTcpKeepAlive(true)",
    "java-v2-legacy-netty, .tcpKeepAlive(true)",
    "java-v2-legacy-urlconnection, no setting for TCP keep-alive",
    "js-v2, no setting for TCP keep-alive",
    "dotnet-v3-legacy, no setting for TCP keep-alive",
    "powershell-v5-2026, no setting for TCP keep-alive",
    "ruby-v3-legacy, no setting for TCP keep-alive",
    "rust-standard-2026, no setting for TCP keep-alive",
    "kotlin-standard-2026, no setting for TCP keep-alive",
    "swift-standard-2026, no setting for TCP keep-alive",
  })
  void tcpKeepAlive_isTurnedOnOrSaidToBeMissing(String variant, String expected) {
    assertThat(snippet(variant, PATIENT, 1, true).text()).contains(expected);
    assertThat(snippet(variant, PATIENT, 1, false).text()).doesNotContain(expected);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void tcpKeepAliveThatIsOnAnyway_changesNothing(ClientVariant variant) {
    Snippet asked = snippet(variant.id(), PATIENT, 1, true);
    Snippet notAsked = snippet(variant.id(), PATIENT, 1, false);
    assertThat(asked.equals(notAsked)).as(variant.id()).isEqualTo(variant.tcpKeepAlive());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws-cli-v2-2026         | --invocation-type Event",
        "boto3-legacy            | InvocationType=\"Event\"",
        "java-v1-legacy          | .withInvocationType(\"Event\")",
        "java-v2-legacy-crt      | .invocationType(\"Event\")",
        "js-v2                   | InvocationType: \"Event\"",
        "js-v3-standard-2026     | InvocationType: \"Event\"",
        "go-v1                   | InvocationType: aws.String(lambda.InvocationTypeEvent)",
        "go-v2-standard-2026     | InvocationType: types.InvocationTypeEvent",
        "dotnet-v3-legacy        | InvocationType = InvocationType.Event",
        "powershell-v5-2026      | -InvocationType Event",
        "ruby-v3-legacy          | invocation_type: \"Event\"",
        "php-v3-legacy           | 'InvocationType' => 'Event'",
        "rust-standard-2026      | .invocation_type(InvocationType::Event)",
        "cpp-legacy              | SetInvocationType(Aws::Lambda::Model::InvocationType::Event)",
        "kotlin-standard-2026    | invocationType = InvocationType.Event",
        "swift-standard-2026     | invocationType: .event",
      })
  void anAsynchronousCall_isAnEvent(String variant, String expected) {
    Client client = client(variant, PATIENT, 1, false);
    assertThat(Snippet.of(client, true, "Orders").text()).contains(expected);
    assertThat(Snippet.of(client, false, "Orders").text()).doesNotContain(expected);
  }

  @Test
  void kotlinsDollar_isNoTemplate() {
    Client client = client("kotlin-standard-2026", PATIENT, 1, false);
    assertThat(Snippet.of(client, false, "Orders:$LATEST").text())
        .contains("functionName = \"Orders:\\$LATEST\"");
  }

  static Stream<ClientVariant> variantsOnTheClassPath() {
    return variants().stream().filter(variant -> variant.id().endsWith("-urlconnection"));
  }

  @ParameterizedTest
  @MethodSource("variantsOnTheClassPath")
  void javasSnippet_compiles(ClientVariant variant, @TempDir Path output) {
    Timeouts all =
        new Timeouts(
            Duration.ofSeconds(3),
            Duration.ofSeconds(905),
            Duration.ofSeconds(910),
            Duration.ofSeconds(920));
    Client client = client(variant.id(), all, 2, true);
    assertThat(errors(Snippet.of(client, false, "Orders").text(), output)).isEmpty();
    assertThat(errors(Snippet.of(client, true, "Orders").text(), output)).isEmpty();
  }

  @Test
  void theConfigFile_holdsAttemptsAndRetryMode() {
    assertThat(Snippet.configFile(client("aws-cli-v2-2026", PATIENT, 1, true)))
        .contains(
            new Snippet(
                "ini",
                """
                # ~/.aws/config, read by every client that uses this profile.
                # Timeouts can't be set here: they are settings of each client.
                [default]
                retry_mode = standard
                max_attempts = 1
                tcp_keepalive = true
                """));
  }

  @Test
  void theConfigFile_countsAllAttemptsWhateverTheCodeCounts() {
    assertThat(Snippet.configFile(client("dotnet-v4-standard-2026", PATIENT, 3, true)))
        .hasValueSatisfying(file ->
            assertThat(file.text()).contains("max_attempts = 3").doesNotContain("tcp_keepalive"));
  }

  @Test
  void theConfigFile_isReadByJavaWithTheRetriesOf2026() {
    assertThat(Snippet.configFile(client("java-v2-adaptive-2026-apache5", PATIENT, 1, false)))
        .hasValueSatisfying(file ->
            assertThat(file.text())
                .contains(
                    "# Set in the environment: AWS_NEW_RETRIES_2026=true\n",
                    "retry_mode = adaptive"));
  }

  @ParameterizedTest
  @CsvSource({"java-v2-legacy-apache5", "java-v2-standard-pre2026-netty", "js-v2", "go-v1"})
  void aConfigFileThatTheVariantIgnores_isNotGiven(String variant) {
    assertThat(Snippet.configFile(client(variant, PATIENT, 1, false))).isEmpty();
  }

  @Test
  void cppsLegacyMode_takesNoAttemptsFromTheConfigFile() {
    assertThat(Snippet.configFile(client("cpp-legacy", PATIENT, 1, false))).isEmpty();
    assertThat(Snippet.configFile(client("cpp-standard-2026", PATIENT, 1, false))).isPresent();
  }

  @Test
  void whatCannotBeSaid_isRefusedWithEveryReason() {
    Timeouts limits = new Timeouts(null, null, Duration.ofSeconds(6), Duration.ofMillis(7500));
    assertThatThrownBy(() -> snippet("aws-cli-v1", limits, 1, false))
        .isInstanceOf(Snippet.Impossible.class)
        .hasMessage(
            """
            aws-cli-v1 can't be told this attempt-timeout: 6s.
            aws-cli-v1 can't be told this call-timeout: 7500ms.\
            """);
    assertThatThrownBy(() -> snippet("swift-standard-2026", Timeouts.of(null, null), 1, false))
        .isInstanceOf(Snippet.Impossible.class)
        .hasMessage(
            """
            swift-standard-2026 can't be told this connect-timeout: none.
            swift-standard-2026 can't be told this read-timeout: none.\
            """);
  }

  @Test
  void aFunctionThatIsNoName_isRefused() {
    Client client = client("aws-cli-v1", PATIENT, 1, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Snippet.of(client, false, "x'; rm -rf ~; '"))
        .withMessage("A function is given by its name or ARN. Found: x'; rm -rf ~; '");
  }

  @Test
  void aVariantOfAnotherClient_isRefused() {
    ClientVariant boto3 = variant("boto3-legacy");
    Client client = new Client(ClientId.AWS_CLI, null, boto3.id(), PATIENT, boto3.retries(), false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Snippet.of(client, false, "Orders"))
        .withMessage("The catalogue has no variant of this name. Found: boto3-legacy");
  }

  private static Snippet snippet(
      String variant, Timeouts timeouts, int maxAttempts, boolean tcpKeepAlive) {
    return Snippet.of(client(variant, timeouts, maxAttempts, tcpKeepAlive), false, "Orders");
  }

  private static Client client(
      String id, Timeouts timeouts, int maxAttempts, boolean tcpKeepAlive) {
    ClientVariant variant = variant(id);
    return new Client(
        variant.client(),
        null,
        id,
        timeouts,
        variant.retries().withMaxAttempts(maxAttempts),
        tcpKeepAlive);
  }

  private static ClientVariant variant(String id) {
    return variants().stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = SnippetTest.class.getResourceAsStream("snippet/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What javac says to the snippet, as the body of a main method below its imports. */
  private static List<String> errors(String snippet, Path output) {
    String imports =
        snippet.lines().filter(l -> l.startsWith("import ")).collect(Collectors.joining("\n"));
    String body =
        snippet.lines().filter(l -> !l.startsWith("import ")).collect(Collectors.joining("\n"));
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Pasted.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "%s%nclass Pasted { void main() { %s } }".formatted(imports, body);
          }
        };
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options = List.of("-proc:none", "-cp", classPath, "-d", output.toString());
    compiler.getTask(null, null, found, options, null, List.of(source)).call();
    return found.getDiagnostics().stream().map(Object::toString).toList();
  }
}
