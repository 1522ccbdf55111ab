package dev.unthrottle.probe;

import dev.unthrottle.evidence.FunctionSettings;
import java.time.Duration;

/**
 * What executions cost: {@code billed seconds × memory in GB × price of a GB-second + price of a
 * request}. List prices of us-east-1, first tier, without the free tier; other Regions and tiers
 * differ a little.
 *
 * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>; the figures as
 *     publicly quoted on 2026-11-22
 */
final class Price {

  static final double X86_GB_SECOND_USD = 0.0000166667;
  static final double ARM_GB_SECOND_USD = 0.0000133334;
  static final double REQUEST_USD = 0.20 / 1_000_000;

  private static final double MB_PER_GB = 1024;
  private static final double NANOS_PER_SECOND = 1e9;

  private Price() {}

  /** What one execution costs that is billed for so long, with the function's own memory. */
  static double ofExecution(FunctionSettings settings, Duration billed) {
    return ofExecution(settings, settings.memoryMb(), billed);
  }

  /** What one execution costs that had {@code memoryMb} and is billed for so long. */
  static double ofExecution(FunctionSettings settings, int memoryMb, Duration billed) {
    double seconds = billed.toNanos() / NANOS_PER_SECOND;
    return seconds * (memoryMb / MB_PER_GB) * gbSecond(settings.architecture()) + REQUEST_USD;
  }

  private static double gbSecond(String architecture) {
    return architecture.equals("arm64") ? ARM_GB_SECOND_USD : X86_GB_SECOND_USD;
  }
}
