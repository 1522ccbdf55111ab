package dev.unthrottle.diagnosis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the call, and how long it may take for them.
 *
 * @param kind what runs the client
 * @param timeout its own limit, or {@code null} where it has none or it isn't known
 */
public record CallerLimit(Kind kind, @Nullable Duration timeout) {

  /** What runs the client. */
  public enum Kind {
    LAMBDA,
    API_GATEWAY_REST,
    API_GATEWAY_HTTP,
    STEP_FUNCTIONS,
    CLI,
    SERVER;

    /** The name in requests and answers. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that name. */
    public static Optional<Kind> find(String id) {
      return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
  }

  /** Refuses a limit that isn't positive. */
  public CallerLimit {
    if (timeout != null && !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "A caller's timeout is longer than zero. Found: " + timeout);
    }
  }
}
