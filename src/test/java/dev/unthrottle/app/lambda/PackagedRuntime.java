package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The unzipped artifact in a process of its own, started as Lambda starts it. */
final class PackagedRuntime implements AutoCloseable {

  private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

  private final RuntimeApi api = new RuntimeApi();
  private final Path log;
  private final Process process;

  PackagedRuntime(Path unzipped, String handler, Map<String, String> environment)
      throws IOException, URISyntaxException {
    log = Files.createTempFile("unthrottle-runtime", ".log");
    String classPath =
        String.join(
            File.pathSeparator,
            unzipped.toString(),
            unzipped.resolve("lib") + "/*",
            jar(AWSLambda.class),
            jar(PojoSerializer.class));
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            AWSLambda.class.getName(),
            handler);
    builder.directory(unzipped.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "_HANDLER", handler,
                "LAMBDA_TASK_ROOT", unzipped.toString(),
                "AWS_LAMBDA_FUNCTION_NAME", "unthrottle",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/unthrottle",
                "AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/22/[$LATEST]0",
                "POWERTOOLS_SERVICE_NAME", "unthrottle"));
    process = builder.start();
    var _ = process.onExit().thenAccept(it -> api.fail("The runtime ended: " + it.exitValue()));
  }

  /**
   * Waits for the end of init. Two runtimes must not begin at once: each writes its native library
   * to the same file.
   */
  PackagedRuntime awaitReady() throws InterruptedException {
    if (!api.awaitReady(INIT_LIMIT)) {
      throw new AssertionError("The runtime is not ready after " + INIT_LIMIT);
    }
    return this;
  }

  String invoke(String event, Duration timeout) throws Exception {
    if (!process.isAlive()) {
      throw new AssertionError("The runtime has ended:\n" + log());
    }
    return api.invoke(event, timeout);
  }

  /** What it has written to stdout and stderr. */
  String log() throws IOException {
    return Files.readString(log);
  }

  long pid() {
    return process.pid();
  }

  /** What it has used of the processors so far. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private static String jar(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
    Files.deleteIfExists(log);
  }
}
