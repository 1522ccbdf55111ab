package dev.unthrottle.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, read to its end.
 *
 * @param id the id that the sandbox gives it, which AWS calls the request id
 * @param method {@code GET}
 * @param path the segments of its path, decoded
 * @param query its query parameters, decoded
 * @param headers its headers by lower-case names, the first value of each
 * @param body its body
 */
record Request(
    String id,
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    Body body) {

  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern AMPERSAND = Pattern.compile("&");

  /** A header, or {@code null}. */
  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** A header, or what stands for one that is left out. */
  String header(String name, String otherwise) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), otherwise);
  }

  /** The decoded segments of a path as it was sent. */
  static List<String> segments(String rawPath) {
    return SLASH
        .splitAsStream(rawPath)
        .filter(segment -> !segment.isEmpty())
        .map(segment -> decode(segment.replace("+", "%2B")))
        .toList();
  }

  /** The decoded parameters of a query or of a form. */
  static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (encoded != null) {
      AMPERSAND
          .splitAsStream(encoded)
          .filter(pair -> !pair.isEmpty())
          .forEach(pair -> {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(decode(name), decode(value));
          });
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
