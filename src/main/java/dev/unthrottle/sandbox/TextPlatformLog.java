package dev.unthrottle.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** INIT_START, START, END and REPORT, tab-separated as Lambda writes them. */
final class TextPlatformLog implements PlatformLog {

  @Override
  public List<Line> lines(Run run) {
    LambdaRuntime runtime = run.function().setup().runtime();
    List<Line> lines = new ArrayList<>();
    if (run.coldStart()) {
      lines.add(
          new Line(
              run.start(),
              "INIT_START Runtime Version: %s\tRuntime Version ARN: %s\n"
                  .formatted(runtime.version(), runtime.arn())));
    }
    lines.add(
        new Line(
            run.handlerStart(),
            "START RequestId: %s Version: %s\n".formatted(run.requestId(), run.version())));
    switch (run.result()) {
      case FAILED ->
          lines.add(
              new Line(
                  run.end(),
                  runtime.logLines(
                      run.function().error(),
                      PlatformLog.TIME.format(run.end()),
                      run.requestId())));
      case SUCCEEDED, TIMED_OUT, RUNNING -> {}
    }
    lines.add(new Line(run.end(), "END RequestId: %s\n".formatted(run.requestId())));
    lines.add(new Line(run.end(), report(run)));
    return lines;
  }

  private static String report(Run run) {
    StringBuilder report = new StringBuilder("REPORT RequestId: ").append(run.requestId());
    report.append("\tDuration: ").append(millis(run.duration())).append(" ms");
    report.append("\tBilled Duration: ").append(run.billedMillis()).append(" ms");
    report.append("\tMemory Size: ").append(run.function().memoryMb()).append(" MB");
    report.append("\tMax Memory Used: ").append(PlatformLog.usedMemoryMb(run.function()));
    report.append(" MB\t");
    if (run.coldStart()) {
      report.append("Init Duration: ").append(millis(run.init())).append(" ms\t");
    }
    switch (run.result()) {
      case TIMED_OUT -> report.append("Status: timeout");
      case FAILED -> report.append("Status: error\tError Type: Runtime.Unknown");
      case SUCCEEDED, RUNNING -> {}
    }
    return report.append('\n').toString();
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
  }
}
