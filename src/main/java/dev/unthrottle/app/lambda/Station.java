package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.unthrottle.app.ConsoleFiles;
import dev.unthrottle.app.Diagnoses;
import dev.unthrottle.app.KeptProbes;
import dev.unthrottle.app.LongDiagnoses;
import dev.unthrottle.app.Worker;
import dev.unthrottle.aws.AwsClients;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.aws.DynamoDbStore;
import dev.unthrottle.aws.WorkerInvocation;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.probe.ProbeListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an execution environment keeps between invocations: the AWS clients, the catalogue, logs and
 * metrics.
 *
 * <p>Environment: {@code UNTHROTTLE_PROBES} is {@code allow} or {@code deny} (the default is {@code
 * allow}; the role decides in the end); {@code UNTHROTTLE_TABLE} is the table where diagnoses are
 * kept that take longer than their askers wait, {@code UNTHROTTLE_WORKER} the function that makes
 * them; without the first nothing is kept; {@code UNTHROTTLE_PROBE_TAG} is the tag of the functions
 * that the role may invoke, {@code key=value}, which the answer to a forbidden probe names; {@code
 * UNTHROTTLE_CONSOLE} is {@code serve} where a browser can authorize itself; {@code
 * POWERTOOLS_SERVICE_NAME}, {@code POWERTOOLS_LOG_LEVEL}, {@code POWERTOOLS_METRICS_NAMESPACE} and
 * {@code POWERTOOLS_METRICS_DISABLED} as Powertools has them.
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

  /** Nothing is built here before it is needed: most requests need neither. */
  private final AwsClients ownServices = new AwsClients(AwsTarget.AMBIENT);

  private final @Nullable String table = System.getenv("UNTHROTTLE_TABLE");

  /**
   * What makes diagnoses that outlast the gateway, {@code null} without a table.
   *
   * @throws IllegalStateException if there is a table and no worker
   */
  @Nullable LongDiagnoses longDiagnoses() {
    if (table == null) {
      return null;
    }
    String function = System.getenv("UNTHROTTLE_WORKER");
    if (function == null) {
      throw new IllegalStateException(
          "UNTHROTTLE_TABLE is set, so UNTHROTTLE_WORKER has to be the function that makes the"
              + " diagnoses in it. Found: none");
    }
    var worker = new WorkerInvocation(ownServices, function);
    return new LongDiagnoses(
        new DynamoDbStore(ownServices, table, clock),
        id -> worker.queue(WorkerEvent.of(id)),
        clock,
        Thread::sleep,
        new SecureRandom());
  }

  /**
   * What makes the diagnoses in the table.
   *
   * @throws IllegalStateException if there is no table
   */
  Worker worker() {
    if (table == null) {
      throw new IllegalStateException(
          "A worker takes its diagnoses from the table that UNTHROTTLE_TABLE names. Found: none");
    }
    return new Worker(new DynamoDbStore(ownServices, table, clock), diagnoses, catalog, clock);
  }

  /** What makes probes for who waits for them, {@code null} without a table. */
  @Nullable KeptProbes keptProbes() {
    return table == null
        ? null
        : new KeptProbes(
            new DynamoDbStore(ownServices, table, clock),
            worker(),
            clock,
            Thread::sleep,
            new SecureRandom());
  }

  /** Whether a browser gets the console; whatever isn't clearly a yes is a no. */
  static ConsoleFiles console() {
    return "serve".equals(System.getenv("UNTHROTTLE_CONSOLE"))
        ? ConsoleFiles.SERVED
        : ConsoleFiles.WITHHELD;
  }

  ClientCatalog catalog() {
    return catalog;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  /** Makes a diagnosis, and tells logs and metrics of it. */
  Diagnosis diagnose(DiagnosisRequest request, @Nullable Duration timeLeft, Context context) {
    Consumer<Diagnosis> telling = telling(context);
    Diagnosis diagnosis = diagnoses.make(request, timeLeft);
    telling.accept(diagnosis);
    return diagnosis;
  }

  /** Tells logs and metrics of a diagnosis that is made from now on. */
  Consumer<Diagnosis> telling(Context context) {
    Instant start = clock.instant();
    return diagnosis ->
        telemetry.made(diagnosis, Duration.between(start, clock.instant()), context);
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
