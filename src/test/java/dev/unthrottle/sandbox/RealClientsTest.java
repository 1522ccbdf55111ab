package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The AWS CLI, versions 1 and 2, against a sandbox: what users see must be what they see with AWS.
 */
@Tag("conformance")
class RealClientsTest {

  private static final String REFUSED_AFTER =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation"
          + " (reached max retries: %d): Rate Exceeded.";

  private static final String READ_TIMEOUT = "Read timeout on endpoint URL: \"%s%s\"";

  @TempDir private Path folder;

  @Test
  void cli1InStandardMode_printsTheErrorOfTheClassicCase() throws Exception {
    try (Sandbox sandbox = play("scenarios/reserved-one.yaml")) {
      Cli.Output output =
          invoke(cli1(sandbox), Map.of("AWS_RETRY_MODE", "standard", "AWS_MAX_ATTEMPTS", "3"));

      assertThat(output.err()).isEqualTo(REFUSED_AFTER.formatted(2));
      assertThat(output.exitCode()).isEqualTo(255);
      assertThat(sandbox.counts("DelayFunction")).isEqualTo(new Counts(1, 2, 1, 1));
      assertThatLogsShowOneCleanRun(cli1(sandbox), sandbox);
    }
  }

  @Test
  void cli2_printsTheErrorOfTheClassicCase() throws Exception {
    try (Sandbox sandbox = play("scenarios/reserved-one.yaml")) {
      Cli.Output output = invoke(cli2(sandbox), Map.of());

      assertThat(output.err()).isEqualTo(REFUSED_AFTER.formatted(2));
      assertThat(sandbox.counts("DelayFunction")).isEqualTo(new Counts(1, 2, 1, 1));
      assertThatLogsShowOneCleanRun(cli2(sandbox), sandbox);
    }
  }

  @Test
  void cli1InLegacyMode_triesFiveTimes() throws Exception {
    try (Sandbox sandbox = play("scenarios/reserved-one-legacy.yaml")) {
      Cli.Output output = invoke(cli1(sandbox), Map.of("AWS_RETRY_MODE", "legacy"));

      assertThat(output.err()).isEqualTo(REFUSED_AFTER.formatted(4));
      assertThat(sandbox.counts("DelayFunction")).isEqualTo(new Counts(1, 4, 1, 1));
    }
  }

  @Test
  void twoSlots_runTheFunctionTwice_andTheErrorIsAReadTimeout() throws Exception {
    try (Sandbox sandbox = play("scenarios/reserved-two-duplicates.yaml")) {
      Cli.Output output = invoke(cli2(sandbox), Map.of("AWS_MAX_ATTEMPTS", "2"));

      assertThat(output.err())
          .isEqualTo(READ_TIMEOUT.formatted(sandbox.endpoint(), Play.INVOCATIONS));
      assertThat(sandbox.counts("DelayFunction")).isEqualTo(new Counts(2, 0, 2, 2));
    }
  }

  @Test
  void aRunThatEndsWithinTheBackoff_makesTheCallRunTwice() throws Exception {
    // 2 s of patience and a run of 2.1 s: the first backoff, 0 to 1 s, mostly outlasts the rest of
    // the run. Either the retry runs the function again, and hangs up again, or it is refused;
    // after
    // three attempts there were two executions at least.
    try (Sandbox sandbox = sandbox("duration: 2100ms, timeout: 15s, reserved: 1")) {
      Cli.Output output =
          invoke(cli1(sandbox), Map.of("AWS_RETRY_MODE", "standard", "AWS_MAX_ATTEMPTS", "3"));

      Counts counts = sandbox.counts("DelayFunction");
      assertThat(counts.executions()).isBetween(2, 3);
      assertThat(counts.executions() + counts.refusals()).isEqualTo(3);
      assertThat(counts.peakInFlight()).isEqualTo(1);
      assertThat(output.err())
          .isIn(
              REFUSED_AFTER.formatted(2),
              READ_TIMEOUT.formatted(sandbox.endpoint(), Play.INVOCATIONS));
    }
  }

  @Test
  void aPatientClient_isAnswered() throws Exception {
    for (boolean version2 : List.of(false, true)) {
      try (Sandbox sandbox = sandbox("duration: 50ms, reserved: 1")) {
        Cli cli = version2 ? cli2(sandbox) : cli1(sandbox);
        Cli.Output output =
            cli.run(
                Map.of(),
                "lambda",
                "invoke",
                "--function-name",
                "DelayFunction",
                "--log-type",
                "Tail",
                out());

        assertThat(output.err()).isEmpty();
        assertThat(output.out())
            .contains("\"StatusCode\": 200", "\"ExecutedVersion\": \"$LATEST\"");
        assertThat(Files.readString(Path.of(out())))
            .isEqualTo("{\"statusCode\":200,\"durationMs\":50,\"event\":{}}");
      }
    }
  }

  @Test
  void everyService_isReadByBothVersions() throws Exception {
    try (Sandbox sandbox = play("scenarios/none-found.yaml")) {
      for (Cli cli : List.of(cli1(sandbox), cli2(sandbox))) {
        assertThat(cli.text("sts", "get-caller-identity", "--query", "Account"))
            .isEqualTo("123456789012");
        assertThat(
                cli.text(
                    "lambda",
                    "get-account-settings",
                    "--query",
                    "AccountLimit.ConcurrentExecutions"))
            .isEqualTo("1000");
        assertThat(
                cli.text("lambda", "get-function-concurrency", "--function-name", "DelayFunction"))
            .isEmpty();
        assertThat(cli.text("logs", "describe-log-groups", "--query", "logGroups[].logGroupName"))
            .isEqualTo("/aws/lambda/DelayFunction");
        assertThat(
                cli.text(
                    "cloudwatch",
                    "get-metric-data",
                    "--start-time",
                    "2026-01-01T00:00:00Z",
                    "--end-time",
                    "2099-01-01T00:00:00Z",
                    "--metric-data-queries",
                    "[{\"Id\":\"m\",\"MetricStat\":{\"Metric\":{\"Namespace\":\"AWS/Lambda\",\"MetricName\":\"Throttles\"},\"Period\":604800,\"Stat\":\"Maximum\"}}]",
                    "--query",
                    "max(MetricDataResults[0].Values)"))
            .isEqualTo("0.0");
      }
    }
  }

  /** INIT_START, START, END and REPORT of one request, and nothing else. */
  private static void assertThatLogsShowOneCleanRun(Cli cli, Sandbox sandbox) throws Exception {
    Play.await("the run has ended", () -> sandbox.counts("DelayFunction").inFlight() == 0);
    String since = String.valueOf(Clock.systemUTC().millis() - 60_000);
    List<String> lines = new ArrayList<>();
    Play.await("its report is found", () -> shows(cli, since, lines));
    assertThat(lines)
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsSubsequence("START", "END", "REPORT")
        .doesNotHaveDuplicates();
    assertThat(lines.getLast()).contains("Duration: 6000.00 ms").doesNotContain("Status:");
  }

  private static boolean shows(Cli cli, String since, List<String> lines) {
    String text =
        cli.text(
            "logs",
            "filter-log-events",
            "--log-group-name",
            "/aws/lambda/DelayFunction",
            "--start-time",
            since,
            "--query",
            "events[].[message]");
    lines.clear();
    text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
    return !lines.isEmpty() && lines.getLast().startsWith("REPORT");
  }

  private Cli.Output invoke(Cli cli, Map<String, String> environment) {
    return cli.run(
        environment,
        "lambda",
        "invoke",
        "--cli-read-timeout",
        "2",
        "--function-name",
        "DelayFunction",
        out());
  }

  private String out() {
    return folder.resolve("out.json").toString();
  }

  /** A scenario without what others do: the caller is alone. */
  private static Sandbox play(String file) throws IOException {
    return Sandbox.start(Scenario.load(Path.of(file)), 0, Clock.systemUTC(), 42);
  }

  private static Sandbox sandbox(String settings) throws IOException {
    String yaml =
        "truth: none-found\nfunctions:\n  - {name: DelayFunction, %s}\n".formatted(settings);
    return Sandbox.start(Scenario.parse(yaml, "test.yaml"), 0, Clock.systemUTC(), 42);
  }

  private static Cli cli1(Sandbox sandbox) {
    return Cli.find("aws-cli/1.", "pip install awscli==1.45.11", sandbox);
  }

  private static Cli cli2(Sandbox sandbox) {
    return Cli.find("aws-cli/2.", "apt-get install -y awscli", sandbox);
  }

  /** An AWS CLI on this machine, pointed at a sandbox. */
  private record Cli(String program, Sandbox sandbox) {

    /** What a run of it printed, without blank lines around it. */
    record Output(int exitCode, String out, String err) {}

    static Cli find(String version, String install, Sandbox sandbox) {
      String path = System.getenv().getOrDefault("PATH", "");
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path program = Path.of(folder, "aws");
        if (Files.isExecutable(program)) {
          Cli cli = new Cli(program.toString(), sandbox);
          Output output = cli.start(Map.of(), List.of(cli.program, "--version"));
          if ((output.out() + output.err()).startsWith(version)) {
            return cli;
          }
        }
      }
      return fail("No %sx on the PATH. Install it: %s", version, install);
    }

    String text(String... arguments) {
      List<String> command = new ArrayList<>(List.of(arguments));
      command.addAll(List.of("--output", "text"));
      Output output = run(Map.of(), command.toArray(String[]::new));
      assertThat(output.err()).isEmpty();
      return output.out();
    }

    Output run(Map<String, String> environment, String... arguments) {
      List<String> command = new ArrayList<>();
      command.add(program);
      // Versions before 2.13 don't read AWS_ENDPOINT_URL.
      command.addAll(List.of("--endpoint-url", sandbox.endpoint().toString()));
      command.addAll(List.of(arguments));
      return start(environment, command);
    }

    private Output start(Map<String, String> environment, List<String> command) {
      try {
        Path out = Files.createTempFile("cli", ".out");
        Path err = Files.createTempFile("cli", ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(sandbox.environment());
        builder.environment().put("AWS_CONFIG_FILE", "/nowhere/config");
        builder.environment().put("AWS_PAGER", "");
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          fail("Not finished within 2 minutes: %s", command);
        }
        Output output =
            new Output(
                process.exitValue(), Files.readString(out).strip(), Files.readString(err).strip());
        Files.delete(out);
        Files.delete(err);
        return output;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
