package dev.unthrottle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.aws.AwsClients;
import dev.unthrottle.aws.AwsEvidenceSource;
import dev.unthrottle.aws.AwsInvoker;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.Diagnostician;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario is played by the sandbox and diagnosed over the wire, without a probe; the verdict
 * must be what the scenario's mechanics are.
 */
@ExtendWith(TestCredentials.class)
class ScenariosTest {

  private static final long SEED = 20261122;

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theVerdict_isTheTruth(Path file) throws IOException {
    Scenario scenario = Scenario.load(file);
    try (Sandbox sandbox = Sandbox.start(scenario, 0, Clock.systemUTC(), SEED)) {
      Diagnosis diagnosis = diagnose(scenario, sandbox);

      assertThat(diagnosis.verdict().cause().id())
          .as("%s", diagnosis.verdict())
          .isEqualTo(scenario.truth());
    }
  }

  private static Diagnosis diagnose(Scenario scenario, Sandbox sandbox) {
    AwsTarget target = new AwsTarget("us-east-1", null, sandbox.endpoint());
    Clock clock = Clock.systemUTC();
    try (AwsClients clients = new AwsClients(target)) {
      return new Diagnostician(
              ClientCatalog.bundled(),
              new AwsEvidenceSource(clients, clock),
              new AwsInvoker(clients, clock),
              clock,
              Thread::sleep,
              new SplittableRandom(SEED),
              ProbeListener.SILENT)
          .diagnose(request(scenario));
    }
  }

  private static DiagnosisRequest request(Scenario scenario) {
    return new DiagnosisRequest(
        FunctionRef.parse("DelayFunction"),
        scenario.client() == null ? null : asGiven(scenario.client()),
        null,
        null,
        DiagnosisRequest.DEFAULT_WINDOW,
        null,
        false);
  }

  private static ClientConfiguration asGiven(ResolvedClient resolved) {
    Client client = resolved.client();
    return new ClientConfiguration(
        client.id(),
        client.version(),
        client.timeouts().connect(),
        client.timeouts().read(),
        client.retries().maxAttempts(),
        client.retries().mode(),
        Map.of());
  }
}
