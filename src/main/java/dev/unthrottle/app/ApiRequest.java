package dev.unthrottle.app;

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
 * @param headers its headers; their names' case doesn't count
 * @param body its body, empty if it has none
 * @param timeLeft how long the answer may take, {@code null} for as long as it needs
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> headers,
    String body,
    @Nullable Duration timeLeft) {

  /** Copies the headers. */
  public ApiRequest {
    var lowerCase = new TreeMap<String, String>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    headers = lowerCase;
  }

  /** A header's value, empty if it isn't there. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
