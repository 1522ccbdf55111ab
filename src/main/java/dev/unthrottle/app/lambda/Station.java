package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.probe.ProbeListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an execution environment keeps between invocations: the AWS clients, the catalogue, logs and
 * metrics.
 *
 * <p>Environment: {@code UNTHROTTLE_PROBES} is {@code allow} or {@code deny} (the default is {@code
 * allow}; the role decides in the end); {@code POWERTOOLS_SERVICE_NAME}, {@code
 * POWERTOOLS_LOG_LEVEL}, {@code POWERTOOLS_METRICS_NAMESPACE} and {@code
 * POWERTOOLS_METRICS_DISABLED} as Powertools has them.
 */
final class Station {

  private final Clock clock = Clock.systemUTC();
  private final Telemetry telemetry = new Telemetry();
  private final ClientCatalog catalog = ClientCatalog.bundled();
  private final Diagnoses diagnoses =
      new Diagnoses(
          AwsTarget.AMBIENT,
          catalog,
          clock,
          probesAllowed(System.getenv("UNTHROTTLE_PROBES")),
          ProbeListener.SILENT);

  ClientCatalog catalog() {
    return catalog;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  /** Makes a diagnosis, and tells logs and metrics of it. */
  Diagnosis diagnose(DiagnosisRequest request, @Nullable Duration timeLeft, Context context) {
    Instant start = clock.instant();
    Diagnosis diagnosis = diagnoses.make(request, timeLeft);
    telemetry.made(diagnosis, Duration.between(start, clock.instant()), context);
    return diagnosis;
  }

  static Duration timeLeft(Context context) {
    return Duration.ofMillis(context.getRemainingTimeInMillis());
  }

  static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whatever isn't clearly a yes is a no: a probe costs somebody a slot. */
  private static boolean probesAllowed(@Nullable String setting) {
    return setting == null || setting.equalsIgnoreCase("allow");
  }
}
