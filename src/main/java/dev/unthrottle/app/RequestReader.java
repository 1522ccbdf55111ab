package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.probe.ProbeRequest;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.report.JsonText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the document that asks for a diagnosis; the HTTP body, the direct event and the flags of
 * the command line are all such documents. Everything that is wrong with one is told at once.
 */
public final class RequestReader {

  static final List<String> FIELDS =
      List.of("function", "client", "error", "caller", "window", "probe", "idempotent", "planOnly");

  /**
   * CloudWatch keeps values of one-minute periods for 15 days.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">
   *     GetMetricData</a>, checked 2026-11-22
   */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(15);

  /** A year: longer than any caller of Lambda may run whose kind has no limit of its own. */
  private static final Duration LONGEST_CALLER = Duration.ofDays(366);

  /**
   * The most that a queue's {@code maxReceiveCount} can be, and more than any other caller repeats.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">
   *     Dead-letter queues</a>, checked 2026-11-23
   */
  private static final int MOST_CALLER_ATTEMPTS = 1_000;

  private static final int MOST_INVOCATIONS = 100;

  private final ClientCatalog catalog;
  private final Findings findings;

  private RequestReader(ClientCatalog catalog, Findings findings) {
    this.catalog = catalog;
    this.findings = findings;
  }

  /**
   * The request that {@code document} is.
   *
   * @throws ProblemException with everything that is wrong with it
   */
  public static DiagnosisRequest read(JsonNode document, ClientCatalog catalog) {
    return read(document, catalog, new Findings());
  }

  /**
   * The same, when something may have been found wrong already.
   *
   * @throws ProblemException with everything that is wrong
   */
  public static DiagnosisRequest read(JsonNode document, ClientCatalog catalog, Findings findings) {
    return new RequestReader(catalog, findings).request(document);
  }

  private DiagnosisRequest request(JsonNode document) {
    Fields fields =
        new Fields(document, "", findings, FIELDS)
            .require("function", "Which function? A name, name:qualifier or an ARN.");
    FunctionRef function =
        fields.parsed("function", FunctionRef::parse, "A function is a name or an ARN, as a text.");
    ClientConfiguration client = new ClientReader(findings, catalog).read(fields);
    String error = fields.text("error", "This is the text that the user saw.");
    CallerLimit caller = caller(fields);
    Duration window = fields.duration("window", LONGEST_WINDOW);
    ProbeRequest probe = probe(fields);
    boolean idempotent = Boolean.TRUE.equals(fields.flag("idempotent"));
    boolean planOnly = Boolean.TRUE.equals(fields.flag("planOnly"));
    findings.refuseIfAny();
    return new DiagnosisRequest(
        Objects.requireNonNull(function),
        client,
        error,
        caller,
        window == null ? DiagnosisRequest.DEFAULT_WINDOW : window,
        probe,
        idempotent,
        planOnly);
  }

  /** The {@code caller} of {@code request}; {@code null} if there is none, or a finding. */
  static @Nullable CallerLimit caller(Fields request) {
    List<String> kinds = Arrays.stream(CallerKind.values()).map(CallerKind::id).toList();
    Fields fields = request.object("caller", List.of("kind", "timeout", "attempts"));
    fields.require("kind", "What runs the client? One of " + String.join(", ", kinds) + ".");
    var kind = fields.choice("kind", CallerKind::find, kinds);
    var timeout = fields.duration("timeout", longest(kind));
    var attempts = fields.integer("attempts", 1, MOST_CALLER_ATTEMPTS);
    return kind == null ? null : new CallerLimit(kind, timeout, attempts);
  }

  private static Duration longest(@Nullable CallerKind kind) {
    return kind == null || kind.ceiling() == null ? LONGEST_CALLER : kind.ceiling();
  }

  private @Nullable ProbeRequest probe(Fields request) {
    List<String> plans = Arrays.stream(ProbeStep.values()).map(ProbeStep::id).toList();
    Fields fields =
        request.object("probe", List.of("plan", "payload", "maxInvocations", "allowExclusive"));
    fields.require("plan", "How far? One of " + String.join(", ", plans) + ".");
    var plan = fields.choice("plan", ProbeStep::find, plans);
    var payload = fields.node("payload");
    var most = fields.integer("maxInvocations", 1, MOST_INVOCATIONS);
    var exclusive = fields.flag("allowExclusive");
    return plan == null
        ? null
        : new ProbeRequest(
            plan,
            payload == null ? "{}" : JsonText.compact(payload),
            most,
            Boolean.TRUE.equals(exclusive));
  }
}
