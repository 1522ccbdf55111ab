package dev.unthrottle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.app.RequestReader;
import dev.unthrottle.aws.AwsClients;
import dev.unthrottle.aws.AwsEvidenceSource;
import dev.unthrottle.aws.AwsInvoker;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.Diagnostician;
import dev.unthrottle.probe.ProbeJournal;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * A diagnosis over the wire that is the same each time: all chance in it has a seed, and since
 * nothing is invoked, time stands still.
 */
final class SeededDiagnosis {

  private SeededDiagnosis() {}

  /** Plays a scenario and diagnoses it, without a probe. */
  static Diagnosis of(Scenario scenario, long seed) {
    Clock clock = Clock.fixed(PlayedScenario.NOW, ZoneOffset.UTC);
    try (Sandbox sandbox = Sandbox.start(scenario, 0, clock, seed);
        AwsClients aws = new AwsClients(new AwsTarget("us-east-1", null, sandbox.endpoint()))) {
      ClientCatalog catalog = ClientCatalog.bundled();
      Diagnosis diagnosis =
          new Diagnostician(
                  catalog,
                  new AwsEvidenceSource(aws, clock),
                  new AwsInvoker(aws, clock),
                  clock,
                  Thread::sleep,
                  new Random(seed),
                  ProbeListener.SILENT,
                  ProbeJournal.NONE)
              .diagnose(RequestReader.read(PlayedScenario.request(scenario), catalog));
      if (scenario.client() != null) {
        assertThat(diagnosis.client().client()).isEqualTo(scenario.client().client());
      }
      return diagnosis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
