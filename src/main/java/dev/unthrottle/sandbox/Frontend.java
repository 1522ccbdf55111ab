package dev.unthrottle.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Every request goes through here: routed, checked for credentials, struck by faults, answered. */
final class Frontend implements HttpHandler {

  private static final Logger LOG = System.getLogger("dev.unthrottle.sandbox");

  private final Router router;
  private final Faults faults;
  private final Ids ids;
  private final InstantSource clock;
  private final Consumer<Access> accessLog;

  Frontend(Router router, Faults faults, Ids ids, InstantSource clock, Consumer<Access> accessLog) {
    this.router = router;
    this.faults = faults;
    this.ids = ids;
    this.clock = clock;
    this.accessLog = accessLog;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Request request = read(exchange);
    Instant arrived = clock.instant();
    Response response = answer(request);
    accessLog.accept(
        new Access(arrived, clock.instant(), request.method(), request.path(), response.status()));
    send(response, exchange);
  }

  private Response answer(Request request) {
    try {
      return answer(request, router.route(request));
    } catch (UnknownOperation e) {
      return e.answer(request);
    } catch (AwsError e) {
      // Only Lambda looks at parameters before it knows the operation.
      return new RestJson().error(request, e);
    }
  }

  private Response answer(Request request, Operation operation) {
    try {
      if (request.header("Authorization") == null) {
        throw operation.protocol().missingToken();
      }
      faults.strike(operation);
      return operation.action().answer(request);
    } catch (AwsError e) {
      return operation.protocol().error(request, e);
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.ERROR, "The sandbox failed at " + operation.api(), e);
      return operation
          .protocol()
          .error(request, new AwsError(500, "InternalFailure", "The sandbox failed: " + e));
    }
  }

  private Request read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Request(
        ids.requestId(),
        exchange.getRequestMethod(),
        Request.segments(exchange.getRequestURI().getRawPath()),
        Request.parameters(exchange.getRequestURI().getRawQuery()),
        headers,
        new Body(exchange.getRequestBody().readAllBytes()));
  }

  /**
   * Fails if the caller has hung up meanwhile, which concerns nobody. The exchange is not closed:
   * that would end the connection after an answer without a body.
   */
  private static void send(Response response, HttpExchange exchange) throws IOException {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean bodiless = response.status() == 204 || exchange.getRequestMethod().equals("HEAD");
    int length = response.body().length();
    exchange.sendResponseHeaders(response.status(), bodiless || length == 0 ? -1 : length);
    if (!bodiless && length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(response.body().bytes());
      }
    }
  }
}
