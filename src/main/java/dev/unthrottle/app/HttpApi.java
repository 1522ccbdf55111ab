package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.app.Problem.Kind;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.store.StoreException;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.report.HtmlReport;
import dev.unthrottle.report.JsonReport;
import dev.unthrottle.report.SimulationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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
  private final List<Route> routes =
      List.of(
          new Route("POST", "/diagnoses", this::diagnose),
          new Route("GET", "/diagnoses/{id}", this::keptDiagnosis),
          new Route("POST", "/simulations", this::simulate),
          new Route("GET", "/clients", this::clients),
          new Route("GET", "/clients/{client}", this::client),
          new Route("GET", "/openapi.json", this::description));

  /** Answers diagnosis requests. */
  @FunctionalInterface
  public interface Diagnosing {
    /** As {@link Diagnoses#make}. */
    Diagnosis make(DiagnosisRequest request, @Nullable Duration timeLeft);
  }

  /**
   * The API.
   *
   * @param diagnosing makes the diagnoses
   * @param catalog the clients that are known
   */
  public HttpApi(Diagnosing diagnosing, ClientCatalog catalog) {
    this(diagnosing, null, catalog);
  }

  /**
   * The API.
   *
   * @param diagnosing makes the diagnoses that their askers wait for
   * @param kept makes those that may take longer, {@code null} if none can be kept
   * @param catalog the clients that are known
   */
  public HttpApi(Diagnosing diagnosing, @Nullable LongDiagnoses kept, ClientCatalog catalog) {
    this.diagnosing = diagnosing;
    this.kept = kept;
    this.catalog = catalog;
  }

  /** Answers a request; what can't be answered is a problem document. */
  public ApiResponse handle(ApiRequest request) {
    try {
      return route(request);
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

  /** What it can be asked, as {@code GET /clients}. */
  public List<String> operations() {
    return routes.stream().map(route -> route.method() + " " + route.path()).toList();
  }

  private ApiResponse route(ApiRequest request) {
    List<Route> here = routes.stream().filter(route -> route.leadsTo(request.path())).toList();
    if (here.isEmpty()) {
      String all = String.join(", ", operations());
      throw problem(Kind.NO_SUCH_RESOURCE, "There is: " + all + ".");
    }
    boolean head = request.method().equals("HEAD");
    String method = head ? "GET" : request.method();
    for (Route route : here) {
      if (route.method().equals(method)) {
        ApiResponse response = route.answer().to(request);
        return head ? response.withoutBody() : response;
      }
    }
    return otherMethod(request, allowed(here));
  }

  private static ApiResponse otherMethod(ApiRequest request, String allowed) {
    ApiResponse response =
        request.method().equals("OPTIONS")
            ? ApiResponse.of(204, "application/json", "")
            : ApiResponse.problem(Problem.of(Kind.METHOD_NOT_ALLOWED, "It has " + allowed + "."));
    return response.with("allow", allowed);
  }

  private static String allowed(List<Route> here) {
    String methods = here.stream().map(Route::method).collect(Collectors.joining(", "));
    return (methods.contains("GET") ? methods + ", HEAD" : methods) + ", OPTIONS";
  }

  private ApiResponse diagnose(ApiRequest request) {
    JsonNode document = body(request);
    DiagnosisRequest wanted = RequestReader.read(document, catalog);
    IdempotencyKey key = IdempotencyKey.of(request);
    Preferences preferences = Preferences.of(request);
    if (kept != null && (probes(wanted) || key != null || preferences.respondAsync())) {
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

  private static boolean probes(DiagnosisRequest wanted) {
    return wanted.probe() != null && !wanted.planOnly();
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
    return request.header("accept").contains("text/html");
  }

  private ApiResponse simulate(ApiRequest request) {
    SimulationReport report = WhatIf.run(body(request), catalog, new Findings());
    return request.header("accept").contains("text/html")
        ? ApiResponse.html(report.html())
        : ApiResponse.json(report.json());
  }

  private ApiResponse clients(ApiRequest request) {
    return ApiResponse.json(new Catalogue(catalog).all());
  }

  private ApiResponse client(ApiRequest request) {
    Catalogue catalogue = new Catalogue(catalog);
    String name = request.path().substring("/clients/".length());
    return ApiResponse.json(catalogue.one(catalogue.find(name)));
  }

  private ApiResponse description(ApiRequest request) {
    try (InputStream file =
        Objects.requireNonNull(HttpApi.class.getResourceAsStream("openapi.json"), "openapi.json")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return ApiResponse.of(200, "application/vnd.oai.openapi+json", text);
    } catch (IOException e) {
      throw new UncheckedIOException("The artifact is damaged: openapi.json can't be read", e);
    }
  }

  private static JsonNode body(ApiRequest request) {
    String type = request.header("content-type").split(";", 2)[0].strip();
    if (!type.equalsIgnoreCase("application/json")) {
      throw problem(
          Kind.UNSUPPORTED_MEDIA_TYPE,
          "Send content-type: application/json. Found: " + (type.isEmpty() ? "none" : type) + ".");
    }
    if (request.body().length() > LARGEST_BODY) {
      throw problem(Kind.TOO_LARGE, "At most %d bytes are read.".formatted(LARGEST_BODY));
    }
    return JsonTree.parse(request.body());
  }

  private static ProblemException problem(Kind kind, String detail) {
    return new ProblemException(Problem.of(kind, detail));
  }

  private record Route(String method, String path, Answer answer) {
    boolean leadsTo(String asked) {
      int variable = path.indexOf('{');
      return variable < 0
          ? path.equals(asked)
          : asked.startsWith(path.substring(0, variable))
              && asked.length() > variable
              && asked.indexOf('/', variable) < 0;
    }
  }

  @FunctionalInterface
  private interface Answer {
    ApiResponse to(ApiRequest request);
  }
}
