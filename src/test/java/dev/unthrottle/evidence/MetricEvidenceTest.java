package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.evidence.MetricEvidence.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricEvidenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Window HOUR = Window.endingAt(NOW, Duration.ofHours(1));

  private static Point point(int minute, double value) {
    return new Point(HOUR.from().plusSeconds(60L * minute), value);
  }

  @Test
  void theTypicalValue_isThatOfMostOfTheTraffic_notOfMostPeriods() {
    MetricEvidence metrics =
        new MetricEvidence(
            HOUR,
            Duration.ofMinutes(1),
            Map.of(
                Metric.DURATION_P50,
                List.of(point(0, 100), point(1, 110), point(2, 900)),
                Metric.INVOCATIONS,
                List.of(point(0, 1), point(1, 2), point(2, 50))),
            true);

    // Of 53 executions, 50 ran in the minute whose median is 900 ms; half of 53 are 26.5.
    assertThat(metrics.typical(Metric.DURATION_P50, Metric.INVOCATIONS)).hasValue(900);
    assertThat(metrics.typical(Metric.DURATION_P90, Metric.INVOCATIONS)).isEmpty();
  }

  /** What the documentation tells to export is what is read from AWS. */
  @ParameterizedTest
  @EnumSource
  void theQueryToExport_asksForEveryMetric(Metric metric) throws IOException {
    JsonNode queries =
        JSON.readTree(Path.of("docs/metrics-query.json").toFile()).get("MetricDataQueries");

    JsonNode query =
        StreamSupport.stream(queries.spliterator(), false)
            .filter(one -> one.get("Id").asText().equals(metric.name().toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow();

    JsonNode stat = query.get("MetricStat");
    assertThat(stat.at("/Metric/MetricName").asText()).isEqualTo(metric.metricName());
    assertThat(stat.get("Stat").asText()).isEqualTo(metric.statistic());
    assertThat(stat.get("Period").asLong()).isEqualTo(metric.resolution().toSeconds());
    assertThat(stat.at("/Metric/Dimensions/0/Value").asText())
        .isEqualTo(
            switch (metric.scope()) {
              case FUNCTION -> "FUNCTION";
              case REGION -> "";
              case LOG_GROUP -> "/aws/lambda/FUNCTION";
            });
  }

  @Test
  void statisticsWithoutADimension_areTheFunctions_notTheAccounts() throws IOException {
    ExportedMetrics exported = new ExportedMetrics();

    exported.add(
        JSON.readTree(
            """
            {"Label": "Throttles",
             "Datapoints": [{"Timestamp": "2026-11-22T11:30:00Z", "Sum": 3.0, "Unit": "Count"}]}
            """));

    MetricEvidence metrics = exported.evidence(HOUR);
    assertThat(metrics.sum(Metric.THROTTLES)).isEqualTo(3);
    assertThat(metrics.points(Metric.ACCOUNT_THROTTLES)).isEmpty();
  }
}
