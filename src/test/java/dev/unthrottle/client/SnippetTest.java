package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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

  @Test
  void theCli_takesWholeSecondsAndItsAttemptsFromTheEnvironment() {
    // 3.1 s of connect timeout are 4 whole seconds.
    assertThat(snippet("aws-cli-v2-pre2026", PATIENT, 1, true))
        .isEqualTo(
            new Snippet(
                "sh",
                """
                aws configure set tcp_keepalive true
                AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=1 \\
                  aws lambda invoke --function-name 'Orders' \\
                  --cli-connect-timeout 4 --cli-read-timeout 905 out.json
                """));
  }

  @Test
  void boto3_isToldAllAttemptsRatherThanRetries() {
    assertThat(snippet("boto3-legacy", PATIENT, 1, false).text())
        .isEqualTo(
            """
            import boto3
            from botocore.config import Config

            client = boto3.client(
                "lambda",
                config=Config(
                    connect_timeout=4,
                    read_timeout=905,
                    retries={"mode": "legacy", "total_max_attempts": 1},
                ),
            )
            response = client.invoke(FunctionName="Orders")
            """);
  }

  @Test
  void node_isToldASocketTimeoutBecauseARequestTimeoutOnlyWarns() {
    assertThat(snippet("js-v3-standard-2026", PATIENT, 1, true).text())
        .isEqualTo(
            """
            import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

            const lambda = new LambdaClient({
              maxAttempts: 1,
              retryMode: "standard",
              requestHandler: {
                connectionTimeout: 3100,
                socketTimeout: 905000,
              },
            });
            const response = await lambda.send(new InvokeCommand({ FunctionName: "Orders" }));
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "java-v2-legacy-apache, ApacheHttpClient.builder()",
    "java-v2-legacy-apache5, Apache5HttpClient.builder()",
    "java-v2-legacy-urlconnection, UrlConnectionHttpClient.builder()",
    "java-v2-legacy-netty, NettyNioAsyncHttpClient.builder()",
    "java-v2-legacy-crt, AwsCrtHttpClient.builder()",
  })
  void java_setsUpTheHttpClientOfItsVariant(String variant, String builder) {
    assertThat(snippet(variant, PATIENT, 1, true).text())
        .contains(builder, "Duration.ofMillis(3100)", "Duration.ofSeconds(905)", "maxAttempts(1)");
  }

  @ParameterizedTest
  @CsvSource({
    "java-v2-standard-pre2026-urlconnection, AWS_RETRY_MODE=standard",
    "java-v2-standard-2026-urlconnection, AWS_NEW_RETRIES_2026=true",
  })
  void javasOptInModes_comeFromTheEnvironment(String variant, String environment) {
    assertThat(snippet(variant, PATIENT, 3, false).text())
        .contains("// Set in the environment: " + environment);
    assertThat(snippet("java-v2-legacy-urlconnection", PATIENT, 3, false).text())
        .doesNotContain("environment");
  }

  @Test
  void javasSnippet_compiles(@TempDir Path output) {
    Timeouts all =
        new Timeouts(
            Duration.ofSeconds(3),
            Duration.ofSeconds(905),
            Duration.ofSeconds(910),
            Duration.ofSeconds(920));
    assertThat(errors(snippet("java-v2-legacy-urlconnection", all, 2, true).text(), output))
        .isEmpty();
  }

  static List<ClientVariant> variants() {
    return ClientCatalog.bundled().variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyVariant_hasASnippetWithoutGaps(ClientVariant variant) {
    assertThat(Snippet.of(variant, PATIENT, 1, true, false, "Orders").text())
        .contains("Orders")
        .doesNotContain("{{");
  }

  @Test
  void waitingForEver_isSaidWhereTheClientCan() {
    Timeouts forEver = Timeouts.of(Duration.ofSeconds(3), null);
    assertThat(snippet("aws-cli-v1", forEver, 1, false).text()).contains("--cli-read-timeout 0 ");
    assertThat(snippet("boto3-legacy", forEver, 1, false).text()).contains("read_timeout=None");
    assertThat(snippet("java-v2-legacy-netty", forEver, 1, false).text())
        .contains("readTimeout(Duration.ofSeconds(0))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> snippet("java-v2-legacy-apache", forEver, 1, false))
        .withMessage("java-v2-legacy-apache can't be told this read-timeout: none.");
  }

  @Test
  void aLimitThatTheClientLacks_isRefused() {
    Timeouts perAttempt =
        new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(6), null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> snippet("aws-cli-v1", perAttempt, 1, false))
        .withMessage("aws-cli-v1 can't be told this attempt-timeout: 6s.");
  }

  @Test
  void aFunctionThatIsNoName_isRefused() {
    ClientVariant variant = variant("aws-cli-v1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Snippet.of(variant, PATIENT, 1, false, false, "x'; rm -rf ~; '"))
        .withMessage("A function is given by its name or ARN. Found: x'; rm -rf ~; '");
  }

  private static Snippet snippet(
      String variant, Timeouts timeouts, int maxAttempts, boolean tcpKeepAlive) {
    return Snippet.of(variant(variant), timeouts, maxAttempts, tcpKeepAlive, false, "Orders");
  }

  private static ClientVariant variant(String id) {
    return variants().stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
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

  @Test
  void anAsynchronousCall_isAnEvent() {
    assertThat(Snippet.of(variant("aws-cli-v2-2026"), PATIENT, 1, false, true, "Orders").text())
        .contains("--function-name 'Orders' --invocation-type Event");
  }
}
