package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.evidence.EventSources.Mapping;
import dev.unthrottle.evidence.ProvisionedConcurrency.Allocation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is set up around a function can't be nonsense. */
class SurroundingsTest {

  @Test
  void routing_givesTheRestToItsVersion() {
    // 1 − 0.25 = 0.75.
    assertThat(Routing.of("3", Map.of("4", 0.25)))
        .isEqualTo(new Routing(Map.of("3", 0.75, "4", 0.25)));
    assertThat(Routing.of("3", Map.of("4", 0.0))).isEqualTo(Routing.to("3"));
    assertThat(Routing.of("3", Map.of("4", 1.0))).isEqualTo(Routing.to("4"));
  }

  @Test
  void shares_thatMakeNoWhole_areRefused() {
    assertThatThrownBy(() -> new Routing(Map.of("3", 0.5)))
        .hasMessage("The shares of versions are above 0 and 1 in sum. Found: {3=0.5}");
    assertThatThrownBy(() -> Routing.of("3", Map.of("4", 1.5)))
        .hasMessage("The shares of versions are above 0 and 1 in sum. Found: {4=1.5}");
  }

  @Test
  void provisionedConcurrency_isSummedUp() {
    var provisioned =
        new ProvisionedConcurrency(
            List.of(
                new Allocation("live", 5, 5, 2, "READY"),
                new Allocation("7", 3, 1, 0, "IN_PROGRESS")));

    assertThat(provisioned.requested()).isEqualTo(8);
    assertThat(provisioned.allocated()).isEqualTo(6);
  }

  @Test
  void latest_hasNoProvisionedConcurrency() {
    assertThatThrownBy(() -> new Allocation("$LATEST", 1, 1, 1, "READY"))
        .hasMessage("$LATEST has no provisioned concurrency.");
    assertThatThrownBy(() -> new Allocation("live", 0, 0, 0, "READY"))
        .hasMessage(
            "Provisioned concurrency is 1 or more requested, and 0 or more allocated and available."
                + " Found: 0, 0, 0");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:us-east-1:123456789012:orders, Enabled, sqs, true",
    "arn:aws:kinesis:us-east-1:123456789012:stream/s, Updating, kinesis, true",
    "self-managed, Disabled, self-managed, false",
    "arn:aws:kafka:us-east-1:123456789012:cluster/c, Deleting, kafka, false",
  })
  void aMapping_knowsItsServiceAndWhetherItInvokes(
      String source, String state, String service, boolean active) {
    var mapping = new Mapping("id", source, state, 10, null, null, null);

    assertThat(mapping.service()).isEqualTo(service);
    assertThat(new EventSources(List.of(mapping), true).active().size() == 1).isEqualTo(active);
  }

  @Test
  void limitsThatAreNone_areRefused() {
    assertThatThrownBy(() -> new Mapping("id", "arn", "Enabled", 10, 0, null, null))
        .hasMessage("The maximum concurrency of an event source mapping is 1 or more. Found: 0");
    assertThatThrownBy(() -> new Hosting.Compute.ManagedInstances("arn", 0))
        .hasMessage("An environment runs 1 execution or more at a time. Found: 0");
    assertThatThrownBy(
            () -> new Hosting(Hosting.Compute.ON_DEMAND, Duration.ZERO, false, false, false))
        .hasMessage("A durable execution may last longer than zero. Found: PT0S");
  }

  @Test
  void asynchronousEvents_areRepeatedAsLambdaAllows() {
    assertThatThrownBy(() -> new AsyncSettings(3, Duration.ofHours(1), null))
        .hasMessage("An asynchronous event is tried again 0 to 2 times. Found: 3");
    assertThatThrownBy(() -> new AsyncSettings(2, Duration.ofHours(7), null))
        .hasMessage("An asynchronous event is given up after 60 s to 6 h. Found: PT7H");
  }
}
