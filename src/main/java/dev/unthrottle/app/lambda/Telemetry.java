package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.unthrottle.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Logs and metrics of the handlers, by Powertools: what was decided, how long it took, how often
 * AWS was asked. Never a payload, an error text or a header.
 *
 * <p>The libraries are loaded on a thread of their own while the handler already works, since they
 * would double a cold start otherwise.
 */
final class Telemetry {

  private static final String NAMESPACE = "Unthrottle";

  private final CompletableFuture<Ready> loading;

  private record Ready(Logger logger, Metrics metrics) {}

  Telemetry() {
    loading =
        CompletableFuture.supplyAsync(
            Telemetry::load, task -> Thread.ofPlatform().daemon().name("telemetry").start(task));
  }

  private static Ready load() {
    Logger logger = LoggerFactory.getLogger("dev.unthrottle");
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace(System.getenv().getOrDefault("POWERTOOLS_METRICS_NAMESPACE", NAMESPACE));
    return new Ready(logger, metrics);
  }

  /** A diagnosis was made. */
  void made(Diagnosis diagnosis, Duration took, Context context) {
    Ready ready = loading.join();
    String cause = diagnosis.verdict().cause().id();
    String certainty = diagnosis.verdict().certainty().id();
    PowertoolsLogging.initializeLogging(context);
    ready
        .logger()
        .info(
            "diagnosis made",
            StructuredArguments.entry("diagnosisId", diagnosis.id()),
            StructuredArguments.entry("cause", cause),
            StructuredArguments.entry("certainty", certainty),
            StructuredArguments.entry("tookMs", took.toMillis()),
            StructuredArguments.entry("awsCalls", diagnosis.awsCalls()),
            StructuredArguments.entry("gaps", diagnosis.evidence().gaps().size()));
    PowertoolsLogging.clearState(true);
    ready
        .metrics()
        .flushMetrics(metrics -> {
          metrics.addDimension(DimensionSet.of("cause", cause, "certainty", certainty));
          metrics.addMetric("Diagnoses", 1, MetricUnit.COUNT);
          metrics.addMetric("DiagnosisTime", (double) took.toMillis(), MetricUnit.MILLISECONDS);
          metrics.addMetric("AwsCalls", diagnosis.awsCalls(), MetricUnit.COUNT);
        });
  }

  /** Something happened that shouldn't have. */
  void failed(Exception unexpected, Context context) {
    Ready ready = loading.join();
    PowertoolsLogging.initializeLogging(context);
    ready.logger().error("a request failed unexpectedly", unexpected);
    PowertoolsLogging.clearState(true);
  }
}
