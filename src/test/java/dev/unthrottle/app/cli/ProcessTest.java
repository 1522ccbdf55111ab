package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process's own entry: what a script sees that runs it. */
class ProcessTest {

  /** Nothing listens at port 1 of 127.0.0.1, so AWS can't be asked there. */
  @ParameterizedTest
  @CsvSource({
    "0, clients boto3 --format json",
    "0, --help",
    "2, simulate --client cobol",
    "2, frobnicate",
    "3, diagnose f --region eu-west-1 --endpoint-url http://127.0.0.1:1"
  })
  void theExitCode_saysWhetherThereIsAnAnswer(int code, String words) throws Exception {
    Process process = start(words.split(" "));
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(code);
    assertThat(out.isEmpty()).isEqualTo(code != ExitCode.OK);
  }

  private static Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "none"));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
