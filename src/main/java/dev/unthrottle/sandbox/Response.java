package dev.unthrottle.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param status its status
 * @param headers its headers
 * @param body its body, empty for none
 */
record Response(int status, Map<String, String> headers, Body body) {

  /** A response with a body of some type. */
  static Response of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A response with a body of some type. */
  static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), new Body(body));
  }

  /** A response without a body. */
  static Response empty(int status) {
    return new Response(status, Map.of(), Body.EMPTY);
  }

  /** The same response with one more header. */
  Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }
}
