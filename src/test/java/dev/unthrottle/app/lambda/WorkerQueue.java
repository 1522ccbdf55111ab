package dev.unthrottle.app.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lambda's queue of asynchronous invocations, for one function: takes an event, answers 202, and
 * has the packaged worker handle it; delivers each of them a second time, as Lambda may.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class WorkerQueue implements AutoCloseable {

  private static final Duration WORKER_TIMEOUT = Duration.ofSeconds(60);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService delivery = Executors.newSingleThreadExecutor();
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final PackagedRuntime worker;

  WorkerQueue(String function, PackagedRuntime worker) throws IOException {
    this.worker = worker;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/2015-03-31/functions/" + function + "/invocations", this::invoke);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The events that the worker has handled. */
  List<String> delivered() {
    return List.copyOf(delivered);
  }

  private void invoke(HttpExchange exchange) throws IOException {
    try (exchange) {
      String event = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean queued =
          "Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"));
      if (queued) {
        for (int time = 1; time <= 2; time++) {
          var _ = delivery.submit(() -> deliver(event));
        }
      }
      exchange.sendResponseHeaders(queued ? 202 : 400, -1);
    }
  }

  private String deliver(String event) throws Exception {
    String answer = worker.invoke(event, WORKER_TIMEOUT);
    delivered.add(event);
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    delivery.shutdownNow();
  }
}
