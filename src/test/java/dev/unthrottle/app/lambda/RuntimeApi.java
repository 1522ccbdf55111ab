package dev.unthrottle.app.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's runtime API, as far as a runtime needs it to handle events one after another.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

  private static final String ROOT = "/2018-06-01/runtime/";

  private record Invocation(String id, String event, Duration timeout) {}

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final HttpServer server;

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(ROOT + "invocation/next", this::next);
    server.createContext(ROOT + "invocation/", this::answer);
    server.createContext(ROOT + "init/error", this::initError);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits until the runtime has asked for an event, which is when its init is over. */
  boolean awaitReady(Duration limit) throws InterruptedException {
    return ready.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The runtime is gone: nobody will answer any more. */
  void fail(String why) {
    ready.countDown();
    answers.values().forEach(it -> it.completeExceptionally(new AssertionError(why)));
  }

  /** Has an event handled. */
  String invoke(String event, Duration timeout) throws Exception {
    String id = UUID.randomUUID().toString();
    var answer = new CompletableFuture<String>();
    answers.put(id, answer);
    waiting.add(new Invocation(id, event, timeout));
    return answer.get(timeout.toSeconds() + 10, TimeUnit.SECONDS);
  }

  private void next(HttpExchange exchange) throws IOException {
    try (exchange) {
      ready.countDown();
      Invocation invocation = waiting.take();
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/json"); // the native client can't do without
      headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
      headers.set(
          "Lambda-Runtime-Deadline-Ms",
          String.valueOf(Instant.now().plus(invocation.timeout()).toEpochMilli()));
      headers.set(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:us-east-1:123456789012:function:unthrottle");
      byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/", -1);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      CompletableFuture<String> answer = answers.getOrDefault(path[4], new CompletableFuture<>());
      if (path[5].equals("response")) {
        answer.complete(body);
      } else {
        answer.completeExceptionally(new AssertionError(body));
      }
      exchange.sendResponseHeaders(202, -1);
    }
  }

  private void initError(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      answers.values().forEach(it -> it.completeExceptionally(new AssertionError(body)));
      exchange.sendResponseHeaders(202, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
