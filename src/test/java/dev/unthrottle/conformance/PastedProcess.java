package dev.unthrottle.conformance;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.conformance.Surfaced.Kind;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that runs what was pasted. */
final class PastedProcess {

  private static final int PATIENCE_SECONDS = 90;

  private PastedProcess() {}

  /**
   * Runs a command to its end and returns what surfaced.
   *
   * @param folder its working directory, where its output stays
   * @param environment of it alone
   */
  static Surfaced run(
      Path folder, URI endpoint, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("AWS_ENDPOINT_URL", endpoint.toString());
    // `aws configure set` writes to it.
    variables.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
    Path output = folder.resolve("output.log");
    Process process =
        ClientProcess.of(command, variables)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroy();
    return surfaced(ended && process.exitValue() == 0, Files.readString(output));
  }

  /** What surfaced, if this was printed. */
  static Surfaced surfaced(boolean succeeded, String printed) {
    if (succeeded) {
      return new Surfaced(Kind.ANSWERED, null);
    }
    ErrorReading reading = ErrorReading.read(printed, ClientCatalog.bundled());
    return new Surfaced(reading.readTimedOut() ? Kind.TIMEOUT : Kind.OTHER, printed);
  }
}
