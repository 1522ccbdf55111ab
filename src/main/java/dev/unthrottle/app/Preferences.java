package dev.unthrottle.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code Prefer} header of a request asks for; what isn't understood is ignored, as the
 * header's definition wants.
 *
 * @param respondAsync whether the asker doesn't want to wait
 * @param waiting how long the asker wants to wait, {@code null} if that isn't said
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
 */
record Preferences(boolean respondAsync, @Nullable Duration waiting) {

  static Preferences of(ApiRequest request) {
    boolean respondAsync = false;
    Duration waiting = null;
    for (String part : request.header("prefer").toLowerCase(Locale.ROOT).split("[,;]", -1)) {
      String preference = part.replace(" ", "").replace("\"", "");
      respondAsync |= preference.equals("respond-async");
      if (waiting == null && preference.matches("wait=\\d{1,9}")) {
        waiting = Duration.ofSeconds(Long.parseLong(preference.substring("wait=".length())));
      }
    }
    return new Preferences(respondAsync, waiting);
  }

  /** How long to wait for an answer, when {@code most} is possible. */
  Duration patience(Duration most) {
    if (waiting == null) {
      return respondAsync ? Duration.ZERO : most;
    }
    return waiting.compareTo(most) < 0 ? waiting : most;
  }

  /**
   * What was honoured, as {@code Preference-Applied} tells it; empty if nothing was.
   *
   * @param most how long a wait was possible
   * @param awaited whether the answer is the answer, and not the promise of one
   */
  String applied(Duration most, boolean awaited) {
    List<String> applied = new ArrayList<>();
    if (respondAsync && !awaited) {
      applied.add("respond-async");
    }
    if (waiting != null && waiting.compareTo(most) <= 0) {
      applied.add("wait=" + waiting.toSeconds());
    }
    return String.join(", ", applied);
  }
}
