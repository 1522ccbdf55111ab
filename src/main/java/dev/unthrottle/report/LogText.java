package dev.unthrottle.report;

import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.LogSummary;
import dev.unthrottle.evidence.Suspects;
import java.util.Map;
import java.util.stream.Collectors;

/** What exported logs tell, as text of 80 columns. */
public final class LogText {

  private static final int NAME_WIDTH = 15;

  private LogText() {}

  /** The summary as text. */
  public static String of(LogSummary logs, boolean colour) {
    TextPage page = new TextPage(new Ink(colour));
    page.paragraph("", headline(logs));
    if (logs.invocations() > 0) {
      page.heading("Executions");
      executions(page, logs);
      page.heading("How long they took");
      durations(page, logs);
      page.heading("At once");
      atOnce(page, logs);
    }
    if (!logs.problems().isEmpty()) {
      page.heading("Not read");
      logs.problems()
          .forEach(problem -> page.paragraph("  ! ", problem.file() + ": " + problem.what()));
    }
    return page.toString();
  }

  private static String headline(LogSummary logs) {
    String read =
        "%s, %s"
            .formatted(Figures.count(logs.files(), "file"), Figures.count(logs.lines(), "line"));
    String when =
        logs.first()
            .flatMap(first ->
                logs.last()
                    .map(last ->
                        ", %s to %s".formatted(Figures.second(first), Figures.second(last))))
            .orElse("");
    return "%s in %s%s.".formatted(Figures.count(logs.invocations(), "execution"), read, when);
  }

  private static void executions(TextPage page, LogSummary logs) {
    row(page, "succeeded", share(logs.succeeded(), logs));
    row(page, "failed", share(logs.failed(), logs) + types(logs.errorTypes()));
    row(page, "timed out", share(logs.timedOut(), logs));
    if (logs.unfinished() > 0) {
      row(page, "without an end", share(logs.unfinished(), logs));
    }
    row(page, "cold starts", share(logs.coldStarts(), logs));
    row(page, "billed", Figures.duration(logs.billed()));
    logs.mostMemoryUsedMb()
        .ifPresent(used ->
            row(
                page,
                "memory",
                "at most %s MB used%s"
                    .formatted(
                        used,
                        logs.largestMemoryMb().isPresent()
                            ? " of " + logs.largestMemoryMb().getAsLong() + " MB"
                            : "")));
  }

  private static String share(long count, LogSummary logs) {
    String number = Figures.grouped(count);
    return count == 0
        ? number
        : "%s  (%s)".formatted(number, Figures.percent(count / (double) logs.invocations()));
  }

  private static String types(Map<String, Long> errorTypes) {
    return errorTypes.isEmpty()
        ? ""
        : errorTypes.entrySet().stream()
            .map(type -> type.getKey() + " " + Figures.grouped(type.getValue()))
            .collect(Collectors.joining(", ", "; ", ""));
  }

  private static void durations(TextPage page, LogSummary logs) {
    row(page, "handler", logs.durations().map(LogText::percentiles).orElse("not told by any line"));
    logs.initDurations().ifPresent(inits -> row(page, "cold start", percentiles(inits)));
    logs.durations()
        .filter(all -> all.censored() > 0)
        .ifPresent(all ->
            row(
                page,
                "",
                "%s cut off by the function's timeout, and would have taken longer."
                    .formatted(Figures.count(all.censored(), "execution"))));
    if (!logs.exactPercentiles()) {
      row(page, "", "Percentiles are up to 0.8 % too low; mean and longest are exact.");
    }
  }

  private static String percentiles(DurationStatistics all) {
    return "mean %s, p50 %s, p90 %s, p99 %s, p99.9 %s, longest %s"
        .formatted(
            Figures.duration(all.mean()),
            Figures.duration(all.p50()),
            Figures.duration(all.p90()),
            Figures.duration(all.p99()),
            Figures.duration(all.p999()),
            Figures.duration(all.max()));
  }

  private static void atOnce(TextPage page, LogSummary logs) {
    if (logs.peak().isEmpty()) {
      page.paragraph("  ", undated(logs));
      return;
    }
    LogSummary.Peak peak = logs.peak().get();
    row(
        page,
        "peak",
        "%s at %s%s"
            .formatted(
                Figures.count(peak.slots(), "slot"),
                Figures.millisecond(peak.at()),
                peak.resolution().isZero()
                    ? ""
                    : ", on average over " + Figures.duration(peak.resolution())));
    logs.suspects().ifPresent(suspects -> suspects(page, suspects));
  }

  private static String undated(LogSummary logs) {
    return logs.undated() == logs.invocations()
        ? "Concurrency, ghosts and duplicates are missing: the lines carry no time. Export them with"
            + " it, as aws logs filter-log-events does."
        : "Concurrency, ghosts and duplicates are missing: %s of %s have no time."
            .formatted(
                Figures.count(logs.undated(), "execution"), Figures.grouped(logs.invocations()));
  }

  private static void suspects(TextPage page, Suspects suspects) {
    row(page, "ghosts", suspected(suspects.ghosts(), "outlived a caller"));
    row(page, "duplicates", suspected(suspects.duplicates(), "look like retries of those"));
    for (Suspects.Lag lag : suspects.lags()) {
      page.paragraph("                  ", lag(lag));
    }
    if (suspects.sameCall() > 0) {
      row(
          page,
          "same call",
          "%s overlap another one of the same idempotency key or payload hash"
              .formatted(Figures.count(suspects.sameCall(), "execution")));
    }
    if (suspects.sharedTraces() > 0) {
      row(
          page,
          "same trace",
          "%s overlap another one of the same X-Ray trace"
              .formatted(Figures.count(suspects.sharedTraces(), "execution")));
    }
    if (suspects.rerun() > 0) {
      row(
          page,
          "run again",
          "%s of a request id that had run before: Lambda's own retries"
              .formatted(Figures.count(suspects.rerun(), "execution")));
    }
    if (suspects.left() > 0) {
      row(
          page,
          "",
          "Looked for among %s only, in windows spread evenly over the log."
              .formatted(Figures.count(suspects.examined(), "execution")));
    }
  }

  private static String suspected(long count, String what) {
    return count == 0 ? "none suspected" : Figures.grouped(count) + " suspected that " + what;
  }

  private static String lag(Suspects.Lag lag) {
    String example =
        lag.duplicateId() == null
            ? ""
            : " The first is %s, after %s.".formatted(lag.duplicateId(), lag.ghostId());
    return "%s to %s after %d of %d that ran longer, another began; by chance it would be %s.%s"
        .formatted(
            Figures.duration(lag.least()),
            Figures.duration(lag.most()),
            lag.ghosts(),
            lag.outliving(),
            Figures.percent(lag.chanceShare()),
            example);
  }

  private static void row(TextPage page, String name, String value) {
    page.paragraph("  " + name + " ".repeat(NAME_WIDTH + 1 - name.length()), value);
  }
}
