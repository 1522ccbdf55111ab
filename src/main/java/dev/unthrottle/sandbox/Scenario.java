package dev.unthrottle.sandbox;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox plays: functions, who calls them, what CloudWatch remembers of that, and what AWS
 * does to whoever asks.
 *
 * @param fileName where it was read from, for messages
 * @param truth the cause that its mechanics bring about; for tests alone
 * @param also further causes that are true as well; for tests alone
 * @param question what a user would ask about it; for tests and the demo alone
 * @param account what the whole account may do
 * @param functions what can be invoked
 * @param client the client under suspicion, or {@code null} if the scenario names none
 * @param traffic other callers, live while the sandbox runs
 * @param history the traffic that CloudWatch remembers when the sandbox starts
 * @param logs how CloudWatch Logs keeps its lines
 * @param metricsDelay from a sample to its being found in CloudWatch
 * @param faults what AWS does to calls of its APIs
 */
public record Scenario(
    String fileName,
    String truth,
    List<String> also,
    Question question,
    Account account,
    List<FunctionSpec> functions,
    @Nullable ResolvedClient client,
    List<Traffic> traffic,
    List<History> history,
    LogsSpec logs,
    Duration metricsDelay,
    List<Fault> faults) {

  /** Copies the lists. */
  public Scenario {
    also = List.copyOf(also);
    functions = List.copyOf(functions);
    traffic = List.copyOf(traffic);
    history = List.copyOf(history);
    faults = List.copyOf(faults);
  }

  /**
   * What a user would ask about a scenario, beside the client under suspicion.
   *
   * @param error the text that the user pasted, {@code null} for none
   * @param callerKind what calls, {@code lambda}, {@code null} if unsaid
   * @param callerTimeout how long whatever calls can wait itself, {@code null} if unsaid
   * @param probe the plan of the probe that is asked for, {@code null} for none
   * @param window how far back to look, {@code null} if unsaid
   */
  public record Question(
      @Nullable String error,
      @Nullable String callerKind,
      @Nullable Duration callerTimeout,
      @Nullable String probe,
      @Nullable Duration window) {}

  /**
   * Reads a scenario file.
   *
   * @throws ScenarioException if it can't be played; the message lists every problem
   */
  public static Scenario load(Path file) throws IOException {
    return parse(ScenarioFile.read(file), file.toString());
  }

  /**
   * Reads a scenario.
   *
   * @param fileName how messages call it
   * @throws ScenarioException if it can't be played; the message lists every problem
   */
  public static Scenario parse(String yaml, String fileName) {
    return new ScenarioReader(fileName, ClientCatalog.bundled()).read(yaml);
  }

  /** The function of that name, or {@code null}. */
  @Nullable FunctionSpec function(String name) {
    return functions.stream().filter(spec -> spec.name().equals(name)).findFirst().orElse(null);
  }
}
