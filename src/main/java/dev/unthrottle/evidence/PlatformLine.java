package dev.unthrottle.evidence;

import dev.unthrottle.evidence.Invocation.Status;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line that the Lambda platform itself wrote into a log, in either format. What a function
 * prints is never one, however much it looks like it: the whole message has to follow the grammar.
 * The one exception is {@link CallMark}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html">Telemetry
 *     schema</a>, checked 2026-11-22
 */
sealed interface PlatformLine {

  /**
   * Reads one log event's message.
   *
   * @return {@code null} if it tells nothing: nearly all that the platform didn't write
   */
  static @Nullable PlatformLine parse(String message) {
    if (!message.startsWith("{")) {
      return TextLine.parse(message);
    }
    PlatformLine line = JsonPlatformLine.parse(message);
    return line == null ? ApplicationLine.parse(message) : line;
  }

  /** Whether the platform didn't write the message that was read so. */
  static boolean isTheApplications(@Nullable PlatformLine line) {
    return line == null || line instanceof CallMark;
  }

  /** An execution begins: {@code START}, or {@code platform.start}, which may name the function. */
  record Start(
      String requestId,
      @Nullable String version,
      @Nullable String traceId,
      @Nullable String functionArn)
      implements PlatformLine {}

  /** An execution has ended: {@code END}, {@code platform.end}. */
  record End(String requestId) implements PlatformLine {}

  /** An execution's account: {@code REPORT}, {@code platform.report}. */
  record Report(String requestId, Figures figures) implements PlatformLine {}

  /** The runtime is done, extensions may not be: {@code platform.runtimeDone}. */
  record RuntimeDone(String requestId, Figures figures) implements PlatformLine {}

  /** The initialization's account: {@code INIT_REPORT}, {@code platform.initReport}. */
  record InitReport(Figures figures) implements PlatformLine {}

  /** A snapshot was restored: {@code RESTORE_REPORT}, {@code platform.restoreReport}. */
  record RestoreReport(Figures figures) implements PlatformLine {}

  /** The function's timeout cut an execution off after that long: {@code Task timed out after}. */
  record TimedOut(@Nullable String requestId, Duration after) implements PlatformLine {}

  /**
   * The function's process died: {@code Runtime exited}, or {@code Process exited} in older logs.
   */
  record RuntimeExit(String requestId, @Nullable String detail) implements PlatformLine {}

  /** The application says which call the execution serves; see {@link ApplicationLine}. */
  record CallMark(String requestId, String call) implements PlatformLine {}

  /**
   * Any other line of the platform, which tells nothing about an execution.
   *
   * @param kind {@code INIT_START}, {@code platform.initStart}
   * @param rest what it says, by the names that it gives it
   */
  record Other(String kind, Map<String, String> rest) implements PlatformLine {}

  /**
   * The fields of a report; every one of them may be missing, also because somebody blacked it out.
   *
   * @param duration the handler's time
   * @param billed what is paid for
   * @param init the initialization's time
   * @param restore the time to restore a snapshot, which takes the place of {@code init}
   * @param billedRestore the part of {@code restore} that is paid for
   * @param memoryMb configured memory
   * @param maxMemoryMb used memory
   * @param phase {@code init} or {@code invoke}, where an initialization ran
   * @param status how it ended
   * @param errorType why it failed: {@code Runtime.ExitError}
   * @param traceId the X-Ray trace: {@code 1-62e900b2-710d76f009d6e7785905449a}
   * @param rest what else the line says, by the names that it gives it
   */
  record Figures(
      @Nullable Duration duration,
      @Nullable Duration billed,
      @Nullable Duration init,
      @Nullable Duration restore,
      @Nullable Duration billedRestore,
      @Nullable Integer memoryMb,
      @Nullable Integer maxMemoryMb,
      @Nullable String phase,
      @Nullable Status status,
      @Nullable String errorType,
      @Nullable String traceId,
      Map<String, String> rest) {}
}
