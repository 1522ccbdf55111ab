package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.app.Problem.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, wherever it comes from.
 *
 * @param method its method, upper case
 * @param path its path, decoded, without the query
 * @param query its query's parameters, decoded; of one that is given twice, the last
 * @param headers its headers; their names' case doesn't count
 * @param body its body, empty if it has none
 * @param timeLeft how long the answer may take, {@code null} for as long as it needs
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    @Nullable Duration timeLeft) {

  /** Copies the query and the headers. */
  public ApiRequest {
    query = Map.copyOf(query);
    var lowerCase = new TreeMap<String, String>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    headers = lowerCase;
  }

  /** A request without a query. */
  public ApiRequest(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      @Nullable Duration timeLeft) {
    this(method, path, Map.of(), headers, body, timeLeft);
  }

  /** A header's value, empty if it isn't there. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether the asker names a media type that it likes to get. */
  boolean accepts(String mediaType) {
    return header("accept").contains(mediaType);
  }

  /**
   * The document that the body is.
   *
   * @throws ProblemException if it isn't JSON, isn't said to be, or is too large
   */
  JsonNode json() {
    String type = header("content-type").split(";", 2)[0].strip();
    if (!type.equalsIgnoreCase("application/json")) {
      throw new ProblemException(
          Problem.of(
              Kind.UNSUPPORTED_MEDIA_TYPE,
              "Send content-type: application/json. Found: "
                  + (type.isEmpty() ? "none" : type)
                  + "."));
    }
    if (body.length() > HttpApi.LARGEST_BODY) {
      throw new ProblemException(
          Problem.of(Kind.TOO_LARGE, "At most %d bytes are read.".formatted(HttpApi.LARGEST_BODY)));
    }
    return JsonTree.parse(body);
  }
}
