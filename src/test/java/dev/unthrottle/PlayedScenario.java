package dev.unthrottle;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.app.RequestReader;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scenario, and the diagnosis of it. Each is played once, some side by side.
 *
 * @param file where it stands
 * @param scenario what it says
 * @param diagnosis what a diagnosis over the wire found
 */
record PlayedScenario(Path file, Scenario scenario, Diagnosis diagnosis) {

  private static final long SEED = 20261122;

  /** When every scenario ends its history, so that its minutes are the same each time. */
  static final Instant NOW = Instant.parse("2026-11-22T12:00:30Z");

  private static final ExecutorService PLAYERS =
      Executors.newFixedThreadPool(4, Thread.ofVirtual().factory());

  private static final Map<Path, Future<PlayedScenario>> PLAYED = new ConcurrentHashMap<>();

  /** Plays it, if it hasn't been. */
  static Future<PlayedScenario> of(Path file) {
    return PLAYED.computeIfAbsent(file, _ -> PLAYERS.submit(() -> play(file)));
  }

  private static PlayedScenario play(Path file) throws Exception {
    Scenario scenario = Scenario.load(file);
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
    try (Sandbox sandbox = Sandbox.start(scenario, 0, clock, SEED);
        Diagnoses diagnoses =
            new Diagnoses(
                new AwsTarget("us-east-1", null, sandbox.endpoint()),
                ClientCatalog.bundled(),
                clock,
                true,
                ProbeListener.SILENT)) {
      var request = RequestReader.read(request(scenario), ClientCatalog.bundled());
      return new PlayedScenario(file, scenario, diagnoses.make(request, null));
    }
  }

  Verdict verdict() {
    return diagnosis.verdict();
  }

  /** What its user would ask. */
  static ObjectNode request(Scenario scenario) {
    Scenario.Question question = scenario.question();
    ObjectNode request =
        instance.objectNode().put("function", scenario.functions().getFirst().name());
    if (scenario.client() != null) {
      request.set("client", client(scenario.client().client()));
    }
    if (question.error() != null) {
      request.put("error", question.error());
    }
    if (question.window() != null) {
      request.put("window", question.window().toString());
    }
    if (question.callerKind() != null) {
      ObjectNode caller = request.putObject("caller").put("kind", question.callerKind());
      put(caller, "timeout", question.callerTimeout());
    }
    if (question.probe() != null) {
      request.putObject("probe").put("plan", question.probe()).put("allowExclusive", true);
    }
    return request;
  }

  private static ObjectNode client(Client client) {
    ObjectNode node =
        instance
            .objectNode()
            .put("id", client.id().id())
            .put("version", client.version())
            .put("maxAttempts", client.retries().maxAttempts())
            .put("retryMode", client.retries().mode().id());
    put(node, "readTimeout", client.timeouts().read());
    put(node, "connectTimeout", client.timeouts().connect());
    return node;
  }

  private static void put(ObjectNode node, String name, @Nullable Duration duration) {
    if (duration != null) {
      node.put(name, duration.toString());
    }
  }

  /** Its line in the table. */
  String row() {
    return "| [%s](../scenarios/%s) | %s | %s | %s |\n"
        .formatted(
            file.getFileName().toString().replace(".yaml", ""),
            file.getFileName(),
            causes(scenario.truth(), scenario.also().stream()),
            causes(
                verdict().cause().id(), verdict().also().stream().map(also -> also.cause().id())),
            verdict().certainty().id());
  }

  private static String causes(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others.sorted())
        .map(cause -> "`" + cause + "`")
        .collect(joining(", as well "));
  }
}
