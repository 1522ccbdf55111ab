package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.StepRecord;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How to see what became of executions that a probe couldn't await. */
final class LookAgain {

  private static final int REGION = 3;

  private LookAgain() {}

  /** The command that shows their log lines; {@code null} if the logs would tell nothing more. */
  static @Nullable String command(Diagnosis diagnosis) {
    ProbeRecord probe = diagnosis.probe();
    FunctionSettings settings = diagnosis.evidence().settings().value().orElse(null);
    return probe == null || probe.openUntil() == null || settings == null
        ? null
        : "aws logs filter-log-events --region %s --log-group-name '%s' --start-time %d%s"
            .formatted(
                settings.arn().split(":", -1)[REGION],
                settings.logs().group(),
                probe.steps().getFirst().origin().toEpochMilli(),
                pattern(probe));
  }

  /** Any of the request ids, if they are known. */
  private static String pattern(ProbeRecord probe) {
    boolean known = probe.steps().stream().allMatch(StepRecord::executionsKnown);
    return known
        ? probe.stillRunning().stream()
            .map("?\"%s\""::formatted)
            .collect(Collectors.joining(" ", " --filter-pattern '", "'"))
        : "";
  }
}
