package dev.unthrottle.aws;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.unthrottle.evidence.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An HTTP server that answers the calls of a diagnosis with bodies of the shape that AWS's have.
 * Every call has to be scripted.
 */
final class ScriptedAws implements AutoCloseable {

  record Request(String api, URI uri, String body, @Nullable String invocationType) {}

  record Reply(int status, String contentType, SdkBytes body, Map<String, String> headers) {
    Reply with(String header, String value) {
      return new Reply(status, contentType, body, Map.of(header, value));
    }

    Reply withStatus(int other) {
      return new Reply(other, contentType, body, headers);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<Request, Reply>> script = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  ScriptedAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  AwsTarget target() {
    return new AwsTarget("eu-west-1", null, uri());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  ScriptedAws on(String api, Function<Request, Reply> answer) {
    script.put(api, answer);
    return this;
  }

  ScriptedAws on(String api, Reply answer) {
    return on(api, _ -> answer);
  }

  /** What is answered to calls of that API. */
  Function<Request, Reply> scripted(String api) {
    return script.getOrDefault(
        api, _ -> error(501, "NotScripted", "No answer is scripted for " + api));
  }

  List<Request> requests() {
    return requests;
  }

  List<String> apis() {
    return requests.stream().map(Request::api).sorted().toList();
  }

  List<Request> requests(String api) {
    return requests.stream().filter(request -> request.api().equals(api)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static Reply json(String body) {
    return new Reply(200, "application/json", SdkBytes.fromUtf8String(body), Map.of());
  }

  static Reply error(int status, String code, String message) {
    String body =
        "{\"__type\":\"%s\",\"Type\":\"User\",\"message\":\"%s\"}".formatted(code, message);
    return new Reply(
        status,
        "application/json",
        SdkBytes.fromUtf8String(body),
        Map.of("x-amzn-ErrorType", code));
  }

  /** One metric's values, a minute apart from {@code from} on. */
  record Series(String id, String status, Instant from, List<Double> values) {}

  /**
   * CloudWatch's answer, in the Smithy RPC v2 CBOR protocol. Of every other metric it has no point,
   * and says that this is all.
   */
  static Reply metrics(@Nullable String nextToken, Series... results) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (CBORGenerator cbor = new CBORFactory().createGenerator(body)) {
      cbor.writeStartObject();
      if (nextToken != null) {
        cbor.writeStringField("NextToken", nextToken);
      }
      cbor.writeArrayFieldStart("MetricDataResults");
      for (Series series : results) {
        write(series, cbor);
      }
      for (Metric metric : Metric.values()) {
        String id = metric.name().toLowerCase(Locale.ROOT);
        if (Arrays.stream(results).noneMatch(series -> series.id().equals(id))) {
          write(new Series(id, "Complete", Instant.EPOCH, List.of()), cbor);
        }
      }
      cbor.writeEndArray();
      cbor.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reply(200, "application/cbor", SdkBytes.fromByteArray(body.toByteArray()), Map.of())
        .with("smithy-protocol", "rpc-v2-cbor");
  }

  private static void write(Series series, CBORGenerator cbor) throws IOException {
    cbor.writeStartObject();
    cbor.writeStringField("Id", series.id());
    cbor.writeStringField("Label", series.id());
    cbor.writeStringField("StatusCode", series.status());
    cbor.writeArrayFieldStart("Timestamps");
    for (int i = 0; i < series.values().size(); i++) {
      cbor.writeTag(1);
      cbor.writeNumber((double) series.from().plusSeconds(60L * i).getEpochSecond());
    }
    cbor.writeEndArray();
    cbor.writeArrayFieldStart("Values");
    for (double value : series.values()) {
      cbor.writeNumber(value);
    }
    cbor.writeEndArray();
    cbor.writeEndObject();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String api = api(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), target);
    Request request =
        new Request(
            api,
            exchange.getRequestURI(),
            new String(body, StandardCharsets.UTF_8),
            exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"));
    requests.add(request);
    Reply reply = scripted(api).apply(request);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.getResponseHeaders().set("x-amzn-RequestId", "request-" + requests.size());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] content = reply.body().asByteArray();
    exchange.sendResponseHeaders(reply.status(), content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private static String api(String method, String path, @Nullable String target) {
    if (target != null) {
      return "logs:" + target.substring(target.indexOf('.') + 1);
    }
    if (path.startsWith("/service/")) {
      return "cloudwatch:" + path.substring(path.lastIndexOf('/') + 1);
    }
    if (path.endsWith("/account-settings") || path.endsWith("/account-settings/")) {
      return "lambda:GetAccountSettings";
    }
    if (path.endsWith("/configuration")) {
      return "lambda:GetFunctionConfiguration";
    }
    if (path.contains("/event-source-mappings")) {
      return "lambda:ListEventSourceMappings";
    }
    if (path.endsWith("/event-invoke-config")) {
      return "lambda:GetFunctionEventInvokeConfig";
    }
    if (path.endsWith("/provisioned-concurrency")) {
      return "lambda:ListProvisionedConcurrencyConfigs";
    }
    if (path.contains("/aliases/")) {
      return "lambda:GetAlias";
    }
    if (path.endsWith("/concurrency")) {
      return "lambda:GetFunctionConcurrency";
    }
    return method.equals("POST") ? "lambda:Invoke" : "lambda:GetFunction";
  }
}
