package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import dev.unthrottle.evidence.Gap.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlindSpotsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Window HOUR = Window.endingAt(NOW, Duration.ofHours(1));
  private static final LogSettings TEXT = new LogSettings("/aws/lambda/f", false, null);

  private static FunctionSettings function(LogSettings logs, Hosting hosting) {
    return new FunctionSettings(
        "f", "arn", "$LATEST", Duration.ofSeconds(3), 128, "java25", "arm64", logs, hosting);
  }

  @Test
  void aPlainFunction_hidesNothing() {
    assertThat(BlindSpots.of(function(TEXT, Hosting.PLAIN))).isEmpty();
  }

  @Test
  void theLevelWarn_hidesSuccess_inJsonAlone() {
    LogSettings json = new LogSettings("/aws/lambda/f", true, "WARN");

    assertThat(BlindSpots.of(function(json, Hosting.PLAIN)))
        .containsExactly(
            new Gap(
                Kind.NOT_RECORDED,
                "the log lines of executions that succeeded",
                "logs:FilterLogEvents",
                null,
                "The function's system log level WARN leaves them out, so a missing line is no proof"
                    + " that nothing ran: set the level to INFO to see every execution."));
    assertThat(new LogSettings("/aws/lambda/f", true, "INFO").hideSuccess()).isFalse();
    assertThat(new LogSettings("/aws/lambda/f", false, "WARN").hideSuccess()).isFalse();
  }

  @Test
  void tenants_areSaidToHideWhy() {
    Hosting special = new Hosting(Hosting.Compute.ON_DEMAND, null, false, false, true);

    assertThat(BlindSpots.of(function(TEXT, special)))
        .extracting(Gap::what)
        .containsExactly("how many environments each tenant holds");
  }

  @Test
  void managedInstances_thatRefuseForNoCauseInCloudWatch_areSaidToHideIt() {
    FunctionSettings function =
        function(
            TEXT,
            new Hosting(
                new Hosting.Compute.ManagedInstances("arn:provider", 16),
                null,
                false,
                false,
                false));
    List<MetricEvidence.Point> one = List.of(new MetricEvidence.Point(HOUR.from(), 1));

    assertThat(BlindSpots.of(function, metrics(Map.of()))).isEmpty();
    assertThat(
            BlindSpots.of(
                function, metrics(Map.of(Metric.THROTTLES, one, Metric.CPU_THROTTLES, one))))
        .isEmpty();
    assertThat(BlindSpots.of(function, metrics(Map.of(Metric.THROTTLES, one))))
        .singleElement()
        .extracting(Gap::why)
        .isEqualTo(
            "CloudWatch has no point of ConcurrencyThrottles, CPUThrottles, MemoryThrottles and"
                + " DiskThrottles for the function: look for them under its capacity provider"
                + " arn:provider, in periods of 5 minutes.");
    assertThat(BlindSpots.of(function(TEXT, Hosting.PLAIN), metrics(Map.of(Metric.THROTTLES, one))))
        .isEmpty();
  }

  private static MetricEvidence metrics(Map<Metric, List<MetricEvidence.Point>> series) {
    return new MetricEvidence(HOUR, Duration.ofMinutes(1), series, true);
  }

  @Test
  void partialMetrics_areNamed() {
    var metrics =
        new MetricEvidence(
            HOUR,
            Duration.ofMinutes(1),
            Map.of(),
            Set.of(Metric.THROTTLES, Metric.ACCOUNT_THROTTLES, Metric.DURATION_P50));

    assertThat(BlindSpots.of(metrics))
        .singleElement()
        .extracting(Gap::why)
        .isEqualTo(
            "CloudWatch gave only a part of Duration, Throttles: ask again in a minute, or for a"
                + " shorter window.");
  }

  @Test
  void metricsThatAreNotComplete_areAllPartial() {
    var metrics = new MetricEvidence(HOUR, Duration.ofMinutes(1), Map.of(), false);

    assertThat(metrics.partial()).isEqualTo(EnumSet.allOf(Metric.class));
    assertThat(metrics.complete()).isFalse();
  }

  @Test
  void aPartOfTheWindow_isNamed() {
    Window half = Window.endingAt(NOW, Duration.ofMinutes(30));
    LogEvidence logs = new LogEvidence("g", half, List.of(), false);

    assertThat(BlindSpots.of(logs, HOUR))
        .singleElement()
        .extracting(Gap::why)
        .isEqualTo(
            "Only those from 2026-11-22T11:30:00Z to 2026-11-22T12:00:00Z were read, of the window"
                + " from 2026-11-22T11:00:00Z to 2026-11-22T12:00:00Z: ask for a shorter one.");
  }

  @Test
  void aQueryThatFailed_isNamedBesideWhatItWasFor() {
    Gap denied = new Gap(Kind.ACCESS_DENIED, "w", "logs:StartQuery", "logs:StartQuery", "Denied.");
    LogEvidence logs =
        new LogEvidence("g", HOUR, List.of(), false).with(new LogQuery.Failed(denied));

    assertThat(BlindSpots.of(logs, HOUR))
        .extracting(Gap::why)
        .containsExactly(
            "Denied.",
            "Not every line from 2026-11-22T11:00:00Z to 2026-11-22T12:00:00Z could be read: ask"
                + " for a shorter window.");
  }
}
