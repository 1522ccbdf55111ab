package dev.unthrottle.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A process that makes a call for every line of JSON that it is handed, many at a time, and answers
 * each with a line. Its first line says which client it is.
 */
final class ProcessDriver implements Driver {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader answers;
  private final Writer calls;
  private final JsonNode greeting;
  private final Map<String, CompletableFuture<Surfaced>> waiting = new ConcurrentHashMap<>();

  private ProcessDriver(Process process, Path errors) throws IOException {
    this.process = process;
    this.answers = process.inputReader();
    this.calls = process.outputWriter();
    String line = answers.readLine();
    if (line == null) {
      throw new AssertionError("This driver doesn't start. See " + errors);
    }
    this.greeting = JSON.readTree(line);
  }

  /**
   * Starts a driver.
   *
   * @param name what its log is called
   * @param folder its working directory
   * @param environment of it alone
   */
  static ProcessDriver start(
      String name, Path folder, Map<String, String> environment, List<String> command) {
    Path errors = folder.resolve(name + ".log");
    ProcessBuilder builder = ClientProcess.of(command, environment);
    try {
      Process process =
          builder.directory(folder.toFile()).redirectError(Redirect.to(errors.toFile())).start();
      ProcessDriver driver = new ProcessDriver(process, errors);
      // Reading from a process blocks a thread for good, so it must not be a virtual one's carrier.
      Thread _ = Thread.ofPlatform().daemon().name(name).start(driver::readAnswers);
      return driver;
    } catch (IOException e) {
      throw new UncheckedIOException("%s doesn't start".formatted(command), e);
    }
  }

  @Override
  public String version() {
    return greeting.get("version").textValue();
  }

  @Override
  public String tool() {
    return greeting.get("tool").textValue();
  }

  @Override
  public CompletableFuture<Surfaced> call(RealCall call) {
    CompletableFuture<Surfaced> answer = new CompletableFuture<>();
    waiting.put(call.function(), answer);
    try {
      send(json(call) + "\n");
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private synchronized void send(String line) throws IOException {
    calls.write(line);
    calls.flush();
  }

  private static ObjectNode json(RealCall call) {
    return JSON.createObjectNode()
        .put("id", call.function())
        .put("endpoint", call.endpoint().toString())
        .put("function", call.function())
        .put("readTimeoutMs", call.readTimeout().toMillis())
        .put("maxAttempts", call.maxAttempts())
        .put("mode", call.mode() == null ? null : call.mode().id())
        .put("httpClient", call.httpClient());
  }

  private void readAnswers() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        JsonNode answer = JSON.readTree(line);
        String id = answer.get("id").textValue();
        boolean _ = Objects.requireNonNull(waiting.remove(id)).complete(surfaced(answer));
      }
      fail(null);
    } catch (IOException e) {
      fail(e);
    }
  }

  private static Surfaced surfaced(JsonNode answer) {
    String kind = answer.get("surfaced").textValue().toUpperCase(Locale.ROOT);
    return new Surfaced(Surfaced.Kind.valueOf(kind), answer.get("error").textValue());
  }

  private void fail(@Nullable IOException e) {
    IOException ended = new IOException(tool() + " has ended without an answer", e);
    waiting.values().forEach(answer -> answer.completeExceptionally(ended));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
