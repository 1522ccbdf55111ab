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
 * @param hosting what it runs on
 */
public record FunctionSettings(
    String name,
    String arn,
    String version,
    Duration timeout,
    int memoryMb,
    @Nullable String runtime,
    String architecture,
    LogSettings logs,
    Hosting hosting) {

  /** Refuses what no function has. */
  public FunctionSettings {
    if (!timeout.isPositive() || memoryMb < 1) {
      throw new IllegalArgumentException(
          "A function has a timeout and memory. Found: %s and %d MB".formatted(timeout, memoryMb));
    }
  }

  /** A function on demand, with none of Lambda's special forms. */
  public FunctionSettings(
      String name,
      String arn,
      String version,
      Duration timeout,
      int memoryMb,
      @Nullable String runtime,
      String architecture,
      LogSettings logs) {
    this(name, arn, version, timeout, memoryMb, runtime, architecture, logs, Hosting.PLAIN);
  }

  /**
   * Where and how a function logs.
   *
   * @param group its log group
   * @param json whether platform lines are JSON
   * @param systemLevel the level below which platform events are left out, {@code null} for text
   *     logs
   */
  public record LogSettings(String group, boolean json, @Nullable String systemLevel) {

    /**
     * Whether executions that succeed leave no line: the platform's START and REPORT are of the
     * level INFO then.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">Log-level
     *     filtering</a>, checked 2026-11-22
     */
    public boolean hideSuccess() {
      return json && "WARN".equals(systemLevel);
    }
  }
}
