package dev.unthrottle.app.cli;

import com.sun.net.httpserver.Headers;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a browser's requests that a page of this server made from those that another site made it
 * send. Whoever sends neither {@code Origin} nor {@code Sec-Fetch-Site} is no browser.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class OwnPages {

  /** The user typed the address, or a page of this very server asks. */
  private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private OwnPages() {}

  /** Where a request comes from, if that is another site; opening a link to here is no request. */
  static Optional<String> foreignSource(String method, Headers headers) {
    if (READING.contains(method) && opensAPage(headers)) {
      return Optional.empty();
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equals("http://" + headers.getFirst("Host"))) {
      return Optional.of(origin.equals("null") ? "a page without an origin" : origin);
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    return Optional.ofNullable(site)
        .filter(it -> !OWN_SITES.contains(it))
        .map(it -> "another site (Sec-Fetch-Site: " + it + ")");
  }

  private static boolean opensAPage(Headers headers) {
    return "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
        && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
  }
}
