package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.app.Problem.Kind;
import dev.unthrottle.app.Routes.Route;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.store.StoreException;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.report.HtmlReport;
import dev.unthrottle.report.JsonReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API, independent of what carries it: Lambda behind API Gateway, or a server on this
 * machine. Safe for use by several threads.
 */
public final class HttpApi {

  /** A request holds an error text and a payload; nobody needs more for that. */
  public static final int LARGEST_BODY = 1_048_576;

  /**
   * The longest that an HTTP API of API Gateway waits for an answer is 30 s, and a REST API 29 s.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">Quotas
   *     of HTTP APIs</a>, checked 2026-11-23
   */
  static final Duration GATEWAY = Duration.ofSeconds(29);

  /** Kept free for the way of the answer, and for a worker that begins. */
  private static final Duration RESERVE = Duration.ofSeconds(4);

  private final Diagnosing diagnosing;
  private final @Nullable LongDiagnoses kept;
  private final ClientCatalog catalog;
  private final Routes routes;

  /** Answers diagnosis requests. */
  @FunctionalInterface
  public interface Diagnosing {
    /** As {@link Diagnoses#make}. */
    Diagnosis make(DiagnosisRequest request, @Nullable Duration timeLeft);
  }

  /**
   * The API, with the console and without a store of diagnoses.
   *
   * @param diagnosing makes the diagnoses
   * @param catalog the clients that are known
   */
  public HttpApi(Diagnosing diagnosing, ClientCatalog catalog) {
    this(diagnosing, null, catalog, ConsoleFiles.SERVED);
  }

  /**
   * The API.
   *
   * @param diagnosing makes the diagnoses that their askers wait for
   * @param kept makes those that may take longer, {@code null} if none can be kept
   * @param catalog the clients that are known
   * @param console whether a browser gets the console here
   */
  public HttpApi(
      Diagnosing diagnosing,
      @Nullable LongDiagnoses kept,
      ClientCatalog catalog,
      ConsoleFiles console) {
    this.diagnosing = diagnosing;
    this.kept = kept;
    this.catalog = catalog;
    var offline = new OfflineAnswers(catalog);
    this.routes =
        new Routes(
            List.of(
                new Route("GET", "/", console::page),
                new Route("GET", "/console/{file}", console::file),
                new Route("POST", "/diagnoses", this::diagnose),
                new Route("GET", "/diagnoses/{id}", this::keptDiagnosis),
                new Route("POST", "/explanations", offline::explain),
                new Route("POST", "/simulations", offline::simulate),
                new Route("GET", "/clients", offline::clients),
                new Route("GET", "/clients/{client}", offline::client),
                new Route("GET", "/openapi.json", HttpApi::description)));
  }

  /** Answers a request; what can't be answered is a problem document. */
  public ApiResponse handle(ApiRequest request) {
    try {
      return routes.answer(request);
    } catch (ProblemException e) {
      return ApiResponse.problem(e.problem());
    } catch (StoreException e) {
      return ApiResponse.problem(
          Problem.of(Kind.STORE_UNAVAILABLE, String.valueOf(e.getMessage())));
    }
  }

  /** What is answered when something unexpected happened; {@code detail} says where to look. */
  public static ApiResponse unexpected(String detail) {
    return ApiResponse.problem(Problem.of(Kind.UNEXPECTED, detail));
  }

  /** What is answered to a request that was meant for another host. */
  public static ApiResponse misdirected(String host) {
    return ApiResponse.problem(
        Problem.of(Kind.MISDIRECTED, "This is a server for this machine alone, not " + host + "."));
  }

  /** What is answered to a request that another site made a browser send. */
  public static ApiResponse crossSite(String from) {
    return ApiResponse.problem(
        Problem.of(
            Kind.CROSS_SITE,
            "Only pages that this server sent may ask it in a browser, not %s.".formatted(from)));
  }

  /** What it can be asked, as {@code GET /clients}. */
  public List<String> operations() {
    return routes.operations();
  }

  private ApiResponse diagnose(ApiRequest request) {
    JsonNode document = request.json();
    DiagnosisRequest wanted = RequestReader.read(document, catalog);
    IdempotencyKey key = IdempotencyKey.of(request);
    Preferences preferences = Preferences.of(request);
    if (kept != null && (wanted.mayInvoke() || key != null || preferences.respondAsync())) {
      return diagnoseLong(request, kept, kept.begin(document, key), preferences);
    }
    if (key != null) {
      throw nothingKept("so a repeated request would be made again: send no Idempotency-Key");
    }
    Diagnosis diagnosis = diagnosing.make(wanted, request.timeLeft());
    return wantsPage(request)
        ? ApiResponse.html(HtmlReport.of(diagnosis))
        : ApiResponse.json(JsonReport.of(diagnosis));
  }

  /** Waits as long as the gateway and the asker do, and answers with what there is then. */
  private static ApiResponse diagnoseLong(
      ApiRequest request, LongDiagnoses kept, String id, Preferences preferences) {
    Duration most = mostPatience(request);
    StoredDiagnosis found = kept.await(id, preferences.patience(most));
    boolean ended = found.ending() != null;
    ApiResponse response =
        ended
            ? KeptAnswer.ofPost(found, wantsPage(request))
            : KeptAnswer.running(found, 202, wantsPage(request), kept.retryAfter(found));
    String applied = preferences.applied(most, ended);
    return applied.isEmpty() ? response : response.with("preference-applied", applied);
  }

  private static Duration mostPatience(ApiRequest request) {
    Duration left = request.timeLeft();
    Duration limit = left == null || left.compareTo(GATEWAY) > 0 ? GATEWAY : left;
    Duration most = limit.minus(RESERVE);
    return most.isNegative() ? Duration.ZERO : most;
  }

  private ApiResponse keptDiagnosis(ApiRequest request) {
    if (kept == null) {
      throw nothingKept("so there is none to be had");
    }
    StoredDiagnosis found = kept.find(request.path().substring("/diagnoses/".length()));
    return found.ending() == null
        ? KeptAnswer.running(found, 200, wantsPage(request), kept.retryAfter(found))
        : KeptAnswer.ofGet(found, wantsPage(request));
  }

  private static ProblemException nothingKept(String consequence) {
    return problem(
        Kind.NOTHING_KEPT, "This API has no table (UNTHROTTLE_TABLE), %s.".formatted(consequence));
  }

  private static boolean wantsPage(ApiRequest request) {
    return request.accepts("text/html");
  }

  private static ApiResponse description(ApiRequest request) {
    try (InputStream file =
        Objects.requireNonNull(HttpApi.class.getResourceAsStream("openapi.json"), "openapi.json")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return ApiResponse.of(200, "application/vnd.oai.openapi+json", text);
    } catch (IOException e) {
      throw new UncheckedIOException("The artifact is damaged: openapi.json can't be read", e);
    }
  }

  private static ProblemException problem(Kind kind, String detail) {
    return new ProblemException(Problem.of(kind, detail));
  }
}
