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

  /**
   * The integration timeout of an HTTP API, which can't be raised, and of a REST API by default.
   *
   * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">API
   *     Gateway quotas</a>, checked 2026-11-22
   */
  private static final Duration HTTP_API_LIMIT = Duration.ofSeconds(30);

  private static final Duration REST_API_LIMIT = Duration.ofSeconds(29);

  /**
   * How long the caller can wait: its own timeout, else the limit that its kind has; {@code null}
   * for no known limit.
   */
  public @Nullable Duration limit() {
    if (timeout != null) {
      return timeout;
    }
    return switch (kind) {
      case API_GATEWAY_HTTP -> HTTP_API_LIMIT;
      case API_GATEWAY_REST -> REST_API_LIMIT;
      case LAMBDA, STEP_FUNCTIONS, CLI, SERVER -> null;
    };
  }

  /** Refuses a limit that isn't positive. */
  public CallerLimit {
    if (timeout != null && !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "A caller's timeout is longer than zero. Found: " + timeout);
    }
  }
}
