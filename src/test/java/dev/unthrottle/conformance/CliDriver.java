package dev.unthrottle.conformance;

import dev.unthrottle.conformance.Surfaced.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An AWS CLI: a process for each call. */
final class CliDriver implements Driver {

  private final String program;
  private final Map<String, String> environment;
  private final String tool;
  private final ExecutorService processes = Executors.newCachedThreadPool();

  /**
   * The CLI at {@code program}.
   *
   * @param environment of it alone
   */
  CliDriver(Path program, Map<String, String> environment) {
    this.program = program.toString();
    this.environment = environment;
    this.tool = run(List.of(this.program, "--version"), Map.of());
  }

  @Override
  public String version() {
    return tool.substring("aws-cli/".length(), tool.indexOf(' '));
  }

  @Override
  public String tool() {
    return tool;
  }

  @Override
  public CompletableFuture<Surfaced> call(RealCall call) {
    return CompletableFuture.supplyAsync(
        () -> surfaced(run(command(call), settings(call))), processes);
  }

  private List<String> command(RealCall call) {
    List<String> command = new ArrayList<>(List.of(program, "lambda", "invoke"));
    // Versions before 2.13 don't read AWS_ENDPOINT_URL.
    command.addAll(List.of("--endpoint-url", call.endpoint().toString()));
    command.addAll(List.of("--cli-read-timeout", "" + call.readTimeout().toSeconds()));
    command.addAll(List.of("--function-name", call.function(), "/dev/null"));
    return command;
  }

  private Map<String, String> settings(RealCall call) {
    Map<String, String> settings = new HashMap<>(environment);
    if (call.maxAttempts() != null) {
      settings.put("AWS_MAX_ATTEMPTS", call.maxAttempts().toString());
    }
    if (call.mode() != null) {
      settings.put("AWS_RETRY_MODE", call.mode().id());
    }
    return settings;
  }

  private static Surfaced surfaced(String printed) {
    if (printed.startsWith("{")) {
      return new Surfaced(Kind.ANSWERED, null);
    }
    if (printed.contains("(TooManyRequestsException)")) {
      return new Surfaced(Kind.REFUSED, printed);
    }
    return new Surfaced(printed.contains("Read timeout on") ? Kind.TIMEOUT : Kind.OTHER, printed);
  }

  private static String run(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = ClientProcess.of(command, environment).redirectErrorStream(true);
    try {
      Process process = builder.start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int _ = process.waitFor();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
