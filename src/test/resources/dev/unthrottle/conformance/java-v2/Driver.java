import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Makes one Lambda call with the AWS SDK for Java 2.x for each line of JSON on stdin, and prints what surfaced, a line
 * of JSON each.
 */
final class Driver {

  public static void main(String[] args) throws IOException {
    String version = VersionInfo.SDK_VERSION;
    tell("version", version, "tool", "AWS SDK for Java " + version + ", Java " + Runtime.version());
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode test = JsonNode.parser().parse(line);
      new Thread(() -> call(test)).start();
    }
  }

  private static void call(JsonNode test) {
    String id = text(test, "id");
    try {
      invoke(test);
      tell("id", id, "surfaced", "answered", "error", null);
    } catch (CompletionException e) {
      tell("id", id, "surfaced", surfaced(e.getCause()), "error", e.getCause().toString());
    } catch (RuntimeException e) {
      tell("id", id, "surfaced", surfaced(e), "error", e.toString());
    }
  }

  private static void invoke(JsonNode test) {
    InvokeRequest request = InvokeRequest.builder().functionName(text(test, "function")).build();
    URI endpoint = URI.create(text(test, "endpoint"));
    if (text(test, "httpClient").equals("netty")) {
      try (var http = NettyNioAsyncHttpClient.builder().readTimeout(readTimeout(test)).build();
          var lambda =
              LambdaAsyncClient.builder()
                  .endpointOverride(endpoint)
                  .httpClient(http)
                  .overrideConfiguration(settings -> configure(settings, test))
                  .build()) {
        lambda.invoke(request).join();
      }
    } else {
      try (SdkHttpClient http = http(test);
          var lambda =
              LambdaClient.builder()
                  .endpointOverride(endpoint)
                  .httpClient(http)
                  .overrideConfiguration(settings -> configure(settings, test))
                  .build()) {
        lambda.invoke(request);
      }
    }
  }

  private static SdkHttpClient http(JsonNode test) {
    Duration read = readTimeout(test);
    return switch (text(test, "httpClient")) {
      case "url-connection" -> UrlConnectionHttpClient.builder().socketTimeout(read).build();
      case "apache" -> ApacheHttpClient.builder().socketTimeout(read).build();
      case "apache5" -> Apache5HttpClient.builder().socketTimeout(read).build();
      case "crt" ->
          AwsCrtHttpClient.builder()
              .connectionHealthConfiguration(
                  health -> health.minimumThroughputInBps(1L).minimumThroughputTimeout(read))
              .build();
      default -> throw new IllegalArgumentException("No such HTTP client: " + test);
    };
  }

  private static void configure(ClientOverrideConfiguration.Builder settings, JsonNode test) {
    String mode = text(test, "mode");
    if (mode != null) {
      settings.retryStrategy(retryMode(mode));
    }
    String attempts = number(test, "maxAttempts");
    if (attempts != null) {
      if (mode != null) {
        settings.retryStrategy(
            AwsRetryStrategy.forRetryMode(retryMode(mode)).toBuilder()
                .maxAttempts(Integer.parseInt(attempts))
                .build());
      } else {
        settings.retryStrategy(retry -> retry.maxAttempts(Integer.parseInt(attempts)));
      }
    }
  }

  private static RetryMode retryMode(String mode) {
    return switch (mode) {
      case "legacy" -> RetryMode.LEGACY;
      case "standard" -> RetryMode.STANDARD;
      case "adaptive" -> RetryMode.ADAPTIVE_V2;
      default -> throw new IllegalArgumentException("No such retry mode: " + mode);
    };
  }

  private static String surfaced(Throwable e) {
    if (e instanceof TooManyRequestsException) {
      return "refused";
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException
          || cause.getClass().getName().equals("io.netty.handler.timeout.ReadTimeoutException")
          || String.valueOf(cause.getMessage()).contains("failure to meet throughput minimum")) {
        return "timeout";
      }
    }
    return "other";
  }

  private static Duration readTimeout(JsonNode test) {
    return Duration.ofMillis(Long.parseLong(number(test, "readTimeoutMs")));
  }

  private static String text(JsonNode test, String name) {
    JsonNode value = test.asObject().get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static String number(JsonNode test, String name) {
    JsonNode value = test.asObject().get(name);
    return value == null || value.isNull() ? null : value.asNumber();
  }

  private static synchronized void tell(String... pairs) {
    JsonWriter json = JsonWriter.create();
    json.writeStartObject();
    for (int i = 0; i < pairs.length; i += 2) {
      json.writeFieldName(pairs[i]);
      if (pairs[i + 1] == null) {
        json.writeNull();
      } else {
        json.writeValue(pairs[i + 1]);
      }
    }
    json.writeEndObject();
    System.out.println(new String(json.getBytes(), StandardCharsets.UTF_8));
  }
}
