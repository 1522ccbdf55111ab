package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line as a process of its own, which is how its users start it. */
final class Unthrottle implements AutoCloseable {

  private static final Pattern SERVING = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final URI address;

  private Unthrottle(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Serves the console and the API, with something that listens at {@code aws} as its AWS. */
  static Unthrottle serve(URI aws) throws IOException {
    Process process =
        start("serve", "--port=0", "--region=us-east-1", "--endpoint-url=" + aws)
            .redirectErrorStream(true)
            .start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      lines.add(line);
      Matcher serving = SERVING.matcher(line);
      if (serving.find()) {
        Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {})); // else it would block
        return new Unthrottle(process, URI.create(serving.group(1)));
      }
    }
    throw new AssertionError("It ended before it served anything: " + lines);
  }

  /** Runs a command to its end, which must be a good one, and returns what it printed. */
  static String run(String... words) throws IOException, InterruptedException {
    Process process = start(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
    return out;
  }

  private static ProcessBuilder start(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.unthrottle.app.cli.Main");
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "a-secret-that-opens-nothing"));
    return builder;
  }

  /** Where it serves. */
  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
