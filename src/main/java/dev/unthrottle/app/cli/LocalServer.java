package dev.unthrottle.app.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.unthrottle.app.ApiRequest;
import dev.unthrottle.app.ApiResponse;
import dev.unthrottle.app.HttpApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves the console and the HTTP API on the loopback interface, by the JDK's own server. */
final class LocalServer implements AutoCloseable {

  /**
   * The names that this machine has for itself. A page on the web can make its own name lead to
   * 127.0.0.1, but it can't make the browser send another Host.
   */
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");

  private final HttpServer server;
  private final ExecutorService threads;

  private LocalServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Starts to serve {@code api}; port 0 is any free one. */
  static LocalServer start(HttpApi api, int port, Console console) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(api, exchange, console));
    server.start();
    return new LocalServer(server, threads);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void handle(HttpApi api, HttpExchange exchange, Console console)
      throws IOException {
    try (exchange) {
      send(exchange, answer(api, exchange, console));
    }
  }

  private static ApiResponse answer(HttpApi api, HttpExchange exchange, Console console)
      throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    if (!OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
      return HttpApi.misdirected(host);
    }
    Optional<String> foreign =
        OwnPages.foreignSource(exchange.getRequestMethod(), exchange.getRequestHeaders());
    if (foreign.isPresent()) {
      return HttpApi.crossSite(foreign.get());
    }
    try {
      return api.handle(request(exchange));
    } catch (RuntimeException e) {
      console.say("unexpected: " + e);
      return HttpApi.unexpected("The terminal of unthrottle serve tells more.");
    }
  }

  private static ApiRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    byte[] body = exchange.getRequestBody().readNBytes(HttpApi.LARGEST_BODY + 1);
    return new ApiRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        new String(body, StandardCharsets.UTF_8),
        null);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String parameter : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = parameter.indexOf('=');
      query.put(
          decoded(equals < 0 ? parameter : parameter.substring(0, equals)),
          equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
    }
    return query;
  }

  /** The JDK refuses a URI whose percent signs encode nothing before it gets here. */
  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, ApiResponse response) throws IOException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    response.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Stops listening. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
