package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a person uses it: start it, read the environment, point a client at it. */
@ExtendWith(TestCredentials.class)
class SandboxCommandTest {

  @Test
  void theEnvironment_isPrinted_andLeadsToAFunction() throws Exception {
    var exitCode = new CompletableFuture<Integer>();
    var pipe = new PipedInputStream();
    var out = new PrintStream(new PipedOutputStream(pipe), true, StandardCharsets.UTF_8);
    var err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var console = new Console(new ByteArrayInputStream(new byte[0]), out, err, false, false);
    Thread running =
        Thread.ofPlatform()
            .start(() -> exitCode.complete(new Main(console).run("sandbox", "--seed", "7")));
    Map<String, String> environment = environment(pipe);
    assertThat(environment)
        .containsOnlyKeys(
            "AWS_ENDPOINT_URL",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY");

    var asking = new Played();
    int code =
        asking.run(
            "diagnose",
            DemoScenario.FUNCTION,
            "--endpoint-url=" + environment.get("AWS_ENDPOINT_URL"),
            "--region=" + environment.get("AWS_REGION"),
            "--format=json");
    assertThat(code).isEqualTo(ExitCode.OK);
    JsonNode function = new ObjectMapper().readTree(asking.out()).at("/function");
    assertThat(function.at("/timeoutMs").intValue()).isEqualTo(15_000);
    assertThat(function.at("/reservedConcurrency").intValue()).isEqualTo(1);

    running.interrupt();
    assertThat(exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.NO_ANSWER);
  }

  /** Five lines, and the pipe stays open. */
  private static Map<String, String> environment(PipedInputStream pipe) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8));
    var environment = new LinkedHashMap<String, String>();
    for (int line = 0; line < 5; line++) {
      String[] words = reader.readLine().split("[ =]", 3);
      assertThat(words[0]).isEqualTo("export");
      environment.put(words[1], words[2]);
    }
    return environment;
  }

  @Test
  void aScenarioThatIsWrong_isToldWithEveryProblem(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "truth: none-found\nfnctions: []\n");
    var played = new Played();
    assertThat(played.run("sandbox", "--scenario", file.toString()))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    assertThat(played.err())
        .contains("functions: must name at least one function")
        .contains("fnctions: no such key; the nearest is 'functions'");
  }

  @Test
  void aScenarioThatIsNotThere_isASentence(@TempDir Path folder) {
    assertThat(errorsOf(folder.resolve("none.yaml")))
        .contains("--scenario: There is no such file that can be read.");
    assertThat(errorsOf(folder)).contains("must be a file. Found: a directory");
  }

  private static String errorsOf(Path scenario) {
    var played = new Played();
    assertThat(played.run("sandbox", "--scenario", scenario.toString()))
        .isEqualTo(ExitCode.WRONG_REQUEST);
    return played.err();
  }
}
