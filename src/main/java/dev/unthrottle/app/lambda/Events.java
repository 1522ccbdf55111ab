package dev.unthrottle.app.lambda;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.app.ApiRequest;
import dev.unthrottle.app.ApiResponse;
import dev.unthrottle.app.HttpApi;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * API Gateway's events, payload format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     payload format versions</a>, checked 2026-11-22
 */
final class Events {

  private Events() {}

  static ApiRequest request(JsonNode event, Duration timeLeft) {
    JsonNode context = event.path("requestContext");
    return new ApiRequest(
        context.path("http").path("method").asText("GET"),
        path(event.path("rawPath").asText("/"), context.path("stage").asText()),
        texts(event.path("queryStringParameters")),
        texts(event.path("headers")),
        body(event),
        timeLeft);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
    return texts;
  }

  static ObjectNode response(ApiResponse response) {
    ObjectNode node = instance.objectNode().put("statusCode", response.status());
    ObjectNode headers = node.putObject("headers");
    response.headers().forEach(headers::put);
    return node.put("body", response.body()).put("isBase64Encoded", false);
  }

  /** The raw path begins with the stage, unless that is {@code $default}. */
  private static String path(String raw, String stage) {
    String prefix = "/" + stage;
    String path = raw.startsWith(prefix + "/") ? raw.substring(prefix.length()) : raw;
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String body(JsonNode event) {
    String body = event.path("body").asText("");
    if (!event.path("isBase64Encoded").booleanValue()) {
      return body;
    }
    // Four characters for three bytes: what is too large is not decoded, and refused by the API.
    return body.length() / 4 * 3 > HttpApi.LARGEST_BODY
        ? body
        : new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
  }
}
