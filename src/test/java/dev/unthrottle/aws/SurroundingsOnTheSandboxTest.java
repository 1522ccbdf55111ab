package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Hosting;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.ProvisionedConcurrency.Allocation;
import dev.unthrottle.evidence.Routing;
import dev.unthrottle.evidence.Surroundings;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set up around a function, and what CloudWatch says of the account. */
@ExtendWith(TestCredentials.class)
class SurroundingsOnTheSandboxTest {

  private static final String SETUP =
      """
      versions: 2, aliases: {live: "2, 1: 0.25"}, provisioned: {live: 3},
      eventSources: [{source: "arn:aws:sqs:us-east-1:123456789012:orders", maximumConcurrency: 2}],
      async: {retries: 0, maximumAge: 1h}
      """;

  private static Evidence gather(String name, String setup) throws IOException {
    String scenario =
        """
        truth: none-found
        account: {concurrency: 500}
        functions:
          - {name: Reserved, duration: 1s, reserved: 9, %s}
          - {name: Other, duration: 1s}
        history:
          - {function: Reserved, window: 1h, rate: 0.05/s, client: {id: boto3}}
          - {function: Other, window: 1h, rate: 0.05/s, client: {id: boto3}}
        """
            .formatted(setup);
    try (Sandbox sandbox =
            Sandbox.start(Scenario.parse(scenario, "test.yaml"), 0, Clock.systemUTC(), 1);
        AwsClients clients = new AwsClients(new AwsTarget("us-east-1", null, sandbox.endpoint()))) {
      Window window = Window.endingAt(Clock.systemUTC().instant(), Duration.ofHours(1));
      return new AwsEvidenceSource(clients, Clock.systemUTC())
          .gather(FunctionRef.parse(name), window);
    }
  }

  @Test
  void everythingAroundAnAlias_isRead() throws IOException {
    Evidence evidence = gather("Reserved:live", SETUP);

    Surroundings around = evidence.surroundings();
    assertThat(around.routing().value()).contains(new Routing(Map.of("1", 0.25, "2", 0.75)));
    assertThat(around.provisioned().value())
        .contains(new ProvisionedConcurrency(List.of(new Allocation("live", 3, 3, 3, "READY"))));
    assertThat(evidence.settings().value().orElseThrow().version()).isEqualTo("2");
  }

  @Test
  void everythingAroundAFunction_isRead() throws IOException {
    Surroundings around = gather("Reserved", SETUP).surroundings();

    assertThat(around.routing().value()).contains(Routing.to("$LATEST"));
    assertThat(around.async().value()).contains(new AsyncSettings(0, Duration.ofHours(1), null));
    assertThat(around.eventSources().value().orElseThrow().active())
        .singleElement()
        .satisfies(mapping -> {
          assertThat(mapping.service()).isEqualTo("sqs");
          assertThat(mapping.maximumConcurrency()).isEqualTo(2);
        });
  }

  @Test
  void aFunctionWithoutAnything_hasDefaults() throws IOException {
    Surroundings around = gather("Other", SETUP).surroundings();

    assertThat(around.provisioned().value()).contains(ProvisionedConcurrency.NONE);
    assertThat(around.eventSources().value()).contains(EventSources.NONE);
    assertThat(around.async().value()).contains(AsyncSettings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "snapStart: true | snapStart",
        "vpc: true | vpc",
        "tenantIsolation: true | tenantIsolation",
        "durable: 1h | durable",
        "capacityProvider: mine | instances",
      })
  void everySpecialForm_isRecognised(String setup, String form) throws IOException {
    Hosting hosting = gather("Reserved", setup).settings().value().orElseThrow().hosting();

    assertThat(hosting.snapStart()).isEqualTo(form.equals("snapStart"));
    assertThat(hosting.vpc()).isEqualTo(form.equals("vpc"));
    assertThat(hosting.tenantIsolation()).isEqualTo(form.equals("tenantIsolation"));
    assertThat(hosting.durable()).isEqualTo(form.equals("durable") ? Duration.ofHours(1) : null);
    assertThat(hosting.compute() instanceof Hosting.Compute.ManagedInstances)
        .isEqualTo(form.equals("instances"));
  }

  @Test
  void theAccountsConcurrency_isTheReservationsAndWhatIsInUseWithoutOne() throws IOException {
    Evidence evidence = gather("Other", "versions: 1");

    MetricEvidence metrics = evidence.metrics().value().orElseThrow();
    double unreserved = metrics.max(Metric.UNRESERVED_CONCURRENT_EXECUTIONS).orElseThrow();
    // Only Other has no reservation, so what it uses is all that is unreserved; Reserved has 9.
    assertThat(metrics.max(Metric.CONCURRENT_EXECUTIONS)).hasValue(unreserved);
    assertThat(metrics.max(Metric.CLAIMED_ACCOUNT_CONCURRENCY)).hasValue(unreserved + 9);
    assertThat(metrics.points(Metric.ACCOUNT_THROTTLES)).isNotEmpty();
    assertThat(metrics.sum(Metric.ACCOUNT_THROTTLES)).isZero();
    assertThat(metrics.points(Metric.PROVISIONED_SPILLOVER)).isEmpty();
    assertThat(metrics.sum(Metric.LOG_BYTES)).isPositive();
    assertThat(evidence.gaps()).extracting(Gap::why).isEmpty();
  }
}
