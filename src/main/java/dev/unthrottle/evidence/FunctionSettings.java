package dev.unthrottle.evidence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a function is configured.
 *
 * @param name its name
 * @param arn its unqualified ARN
 * @param version the version that was looked at, {@code $LATEST} for the unqualified function
 * @param timeout when Lambda cuts an execution off
 * @param memoryMb its memory in MB
 * @param runtime {@code java25}, or {@code null} for a container image
 * @param architecture {@code x86_64} or {@code arm64}
 * @param logs where and how it logs
 */
public record FunctionSettings(
    String name,
    String arn,
    String version,
    Duration timeout,
    int memoryMb,
    @Nullable String runtime,
    String architecture,
    LogSettings logs) {

  /**
   * Where and how a function logs.
   *
   * @param group its log group
   * @param json whether platform lines are JSON
   * @param systemLevel the level below which platform events are left out, {@code null} for text
   *     logs
   */
  public record LogSettings(String group, boolean json, @Nullable String systemLevel) {}
}
