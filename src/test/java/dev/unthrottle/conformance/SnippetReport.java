package dev.unthrottle.conformance;

import static java.util.stream.Collectors.joining;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ClientVariant;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which snippets were run and what they did, in Markdown. */
final class SnippetReport {

  private final StringBuilder text = new StringBuilder();

  private SnippetReport() {}

  static String of(
      List<PasteTool> tools,
      List<SnippetResult> results,
      List<ClientVariant> notRun,
      Duration took) {
    SnippetReport report = new SnippetReport();
    report.opening(results, took);
    report.table(results);
    report.differences(results);
    report.additions(tools);
    report.notRun(notRun);
    return report.text.toString();
  }

  private void opening(List<SnippetResult> results, Duration took) {
    line("## Snippets, run as they are");
    line("");
    line("%d in %d s, each told two attempts.".formatted(results.size(), took.toSeconds()));
    line("A fast function has to see one request, and be answered. A slower one has to see two:");
    line("the second once the read timeout and a backoff have passed. An asynchronous call has to");
    line("be an Event, which is answered 202 while the function runs.");
    line("");
  }

  private void table(List<SnippetResult> results) {
    line("| client | variant | " + joined(Trial.values()) + " |");
    line("|---|---|---|---|---|");
    Map<String, Map<Trial, String>> rows = new LinkedHashMap<>();
    for (SnippetResult result : results) {
      Pasted pasted = result.pasted();
      rows.computeIfAbsent(
              "%s | %s".formatted(pasted.tool(), pasted.variant().id()), _ -> new TreeMap<>())
          .put(pasted.trial(), cell(result));
    }
    rows.forEach(
        (row, cells) -> line("| %s | %s |".formatted(row, String.join(" | ", cells.values()))));
    line("");
  }

  private static String joined(Trial... trials) {
    return Arrays.stream(trials).map(Trial::toString).collect(joining(" | "));
  }

  private static String cell(SnippetResult result) {
    Outcome outcome = result.seen().outcome();
    String gaps =
        result.seen().gaps().stream()
            .filter(gap -> gap.after() == AttemptOutcome.READ_TIMEOUT)
            .map(
                gap -> ", the next %d ms after the read timeout".formatted(gap.length().toMillis()))
            .collect(joining());
    return "%s%d %s%s, %s"
        .formatted(
            result.differences().isEmpty() ? "" : "**different** ",
            outcome.requests(),
            outcome.requests() == 1 ? "request" : "requests",
            gaps,
            outcome.surfaced().name().toLowerCase(Locale.ROOT));
  }

  private void differences(List<SnippetResult> results) {
    for (SnippetResult result : results) {
      if (!result.differences().isEmpty()) {
        line("- " + result);
        line("");
      }
    }
  }

  private void additions(List<PasteTool> tools) {
    line("What had to be added to reach the sandbox:");
    line("");
    for (PasteTool tool : tools) {
      for (Addition addition : tool.additions()) {
        line(
            "- %s: `%s`, as %s."
                .formatted(
                    tool.name(), addition.text().strip().replace("\n", "; "), addition.why()));
      }
    }
    line(
        "- ruby: a Lambda client that is described with the core's own classes, as in the driver,");
    line("  since Debian has the core alone.");
    line(
        "- java-v1, java-v2: a class around the statements, and the environment that a comment of");
    line("  the snippet asks for.");
    line("");
  }

  private void notRun(List<ClientVariant> variants) {
    line("Not run, because there is no such client here:");
    line("");
    variants.forEach(variant ->
        line("- %s: %s %s".formatted(variant.id(), variant.packageName(), variant.versions())));
    line("");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
