package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Invocation.Status;
import dev.unthrottle.evidence.PlatformLine.Figures;
import java.time.Duration;
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
        traceId);
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
