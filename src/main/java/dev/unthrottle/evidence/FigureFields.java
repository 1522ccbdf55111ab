package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.PlatformLine.Figures;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Figures} while they are being read. */
final class FigureFields {

  @Nullable Duration duration;
  @Nullable Duration billed;
  @Nullable Duration init;
  @Nullable Duration restore;
  @Nullable Duration billedRestore;
  @Nullable Integer memoryMb;
  @Nullable Integer maxMemoryMb;
  @Nullable String phase;
  @Nullable Status status;
  @Nullable String errorType;
  @Nullable String traceId;
  private Map<String, String> rest = Map.of();

  /** Keeps what has no figure of its own. */
  void keep(String name, String value) {
    rest = rest.isEmpty() ? new TreeMap<>() : rest; // Few lines have any.
    rest.put(name, value);
  }

  Figures figures() {
    return new Figures(
        duration,
        billed,
        init,
        restore,
        billedRestore,
        memoryMb,
        maxMemoryMb,
        phase,
        status,
        errorType,
        traceId,
        rest);
  }

  /** The status that a report's text names, or {@code null} for one that nobody knows yet. */
  static @Nullable Status status(String text) {
    return switch (text) {
      case "success" -> Status.SUCCEEDED;
      case "timeout" -> Status.TIMED_OUT;
      case "error", "failure" -> Status.FAILED;
      default -> null;
    };
  }
}
