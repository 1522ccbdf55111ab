package dev.unthrottle.conformance;

import static java.util.stream.Collectors.joining;

import dev.unthrottle.conformance.KnownDeviations.Deviation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was compared and what was found, in Markdown. */
final class Report {

  private final StringBuilder text = new StringBuilder();
  private final KnownDeviations known;

  private Report(KnownDeviations known) {
    this.known = known;
  }

  static String of(
      Map<String, String> tools,
      Collection<Result> results,
      List<Spread> spreads,
      KnownDeviations known,
      Duration took) {
    Report report = new Report(known);
    report.opening(results, took);
    report.clients(results, spreads);
    report.tools(tools);
    report.deviations(results);
    report.differences(results, spreads);
    report.runTwice(results);
    report.gaps(spreads);
    report.errors(results);
    return report.text.toString();
  }

  private void opening(Collection<Result> results, Duration took) {
    line("# Real clients beside the simulation");
    line("");
    line(
        "%d cases in %d s. Each is one call of a real client to a function of its own in a sandbox,"
            .formatted(results.size(), took.toSeconds()));
    line(
        "beside %d and more simulated calls of the catalogue's client. What has to be equal to"
            .formatted(Expectation.leastRuns()));
    line("one of the simulated calls, all of it together: the number of HTTP requests, executions");
    line("and refusals, the most executions at once, and what surfaces. Each gap between attempts");
    line(
        "has to be within the backoff's bounds, less %d ms (timers that begin before the request"
            .formatted(Expectation.HASTE.toMillis()));
    line(
        "arrives) or plus %d ms (a busy machine). What was different was run once more."
            .formatted(Expectation.SLACK.toMillis()));
    line("In adaptive mode the bounds are those of the simulated rate limiter, whenever within a");
    line("second of the clock the call begins.");
    line("");
    line("The matrix: slots 0, 1, 2, no reservation × read timeout above, below and far below the");
    line("duration (the run ends while the client retries; the run outlasts all retries) ×");
    line(
        "attempts 1, 3, default × retry mode default and every one that the client has. Far below");
    line(
        "is left out where it can't differ from below: without slots and without retries. The AWS");
    line(
        "CLI, which is a process for each call, goes through the default number of attempts only,");
    line("and Java's other HTTP clients through the default mode only.");
    line("");
  }

  private void clients(Collection<Result> results, List<Spread> spreads) {
    line("| client | version | cases | equal | explained | different | run twice |");
    line("|---|---|---|---|---|---|---|");
    Map<RealClient, List<Result>> byClient =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.one().client(), LinkedHashMap::new, Collectors.toList()));
    byClient.forEach((client, own) -> {
      long equal = own.stream().filter(result -> result.differences().isEmpty()).count();
      long unexplained = own.stream().filter(result -> !unexplained(result).isEmpty()).count();
      line(
          "| %s | %s | %d | %d | %d | %d | %d |"
              .formatted(
                  client.name(),
                  client.version(),
                  own.size(),
                  equal,
                  own.size() - equal - unexplained,
                  unexplained,
                  own.stream().filter(result -> !result.firstDifferences().isEmpty()).count()));
    });
    line("");
    line("Spread of gaps: %d checked.".formatted(spreads.size()));
    line("");
  }

  private void tools(Map<String, String> tools) {
    line("## Tools");
    line("");
    tools.forEach((name, tool) -> line("- %s: %s".formatted(name, tool)));
    line("");
  }

  private void deviations(Collection<Result> results) {
    line("## Known deviations");
    line("");
    results.stream()
        .map(result -> result.one().client())
        .distinct()
        .filter(client -> client.lateness().most().isPositive())
        .forEach(client ->
            line(
                "- %s hangs up %d to %d s later than its read timeout says; it is compared with a"
                        .formatted(
                            client.name(),
                            client.lateness().least().toSeconds(),
                            client.lateness().most().toSeconds())
                    + " simulated client whose read timeout is as much longer."));
    line("");
    line("| clients | cases | what | reason |");
    line("|---|---|---|---|");
    for (Deviation deviation : known.all()) {
      line(
          "| %s | %s | %s | %s |"
              .formatted(
                  cell(deviation.client()),
                  cell(deviation.circumstances()),
                  String.join(", ", deviation.what()),
                  cell(deviation.reason())));
    }
    line("");
  }

  private void differences(Collection<Result> results, List<Spread> spreads) {
    line("## Differences that nothing explains");
    line("");
    int before = text.length();
    for (Result result : results) {
      List<Difference> unexplained = unexplained(result);
      if (!unexplained.isEmpty()) {
        line("- %s: %s".formatted(result.one(), text(unexplained)));
      }
    }
    for (Spread spread : spreads) {
      spread
          .implausibility()
          .filter(
              difference -> known.explain(spread.client(), spread.where(), difference).isEmpty())
          .ifPresent(difference ->
              line("- %s: %s: %s".formatted(spread.client(), spread.where(), difference)));
    }
    if (text.length() == before) {
      line("None.");
    }
    line("");
  }

  private List<Difference> unexplained(Result result) {
    return result.differences().stream()
        .filter(difference ->
            known
                .explain(result.one().client().name(), result.one().circumstances(), difference)
                .isEmpty())
        .toList();
  }

  private void runTwice(Collection<Result> results) {
    line("## What was different at first");
    line("");
    for (Result result : results) {
      if (!result.firstDifferences().isEmpty()) {
        line("- %s: %s".formatted(result.one(), text(result.firstDifferences())));
      }
    }
    line("");
  }

  private static String text(List<Difference> differences) {
    return differences.stream().map(Difference::toString).collect(joining("; "));
  }

  private void gaps(List<Spread> spreads) {
    line("## Gaps between attempts, in ms");
    line("");
    line("| client | mode | retry | after | backoff | n | smallest | median | greatest |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (Spread spread : spreads) {
      line(
          "| %s | %s | %d | %s | %d–%d | %d | %d | %d | %d |"
              .formatted(
                  spread.client(),
                  spread.mode().id(),
                  spread.retry(),
                  spread.after().id(),
                  spread.shortest().toMillis(),
                  spread.longest().toMillis(),
                  spread.gaps().size(),
                  spread.gaps().getFirst().toMillis(),
                  spread.median().toMillis(),
                  spread.gaps().getLast().toMillis()));
    }
    line("");
  }

  private void errors(Collection<Result> results) {
    line("## What callers see");
    line("");
    Map<String, Set<String>> errors = new LinkedHashMap<>();
    for (Result result : results) {
      Observation observation = result.observation();
      if (observation != null && observation.error() != null) {
        errors
            .computeIfAbsent(
                result.one().client().name() + ", " + observation.outcome().surfaced(),
                _ -> new LinkedHashSet<>())
            .add(anonymous(observation.error()));
      }
    }
    errors.forEach((who, texts) -> {
      line("### " + who.toLowerCase(Locale.ROOT));
      line("");
      new ArrayList<>(texts).forEach(error -> line("    " + error.replace("\n", "\n    ") + "\n"));
    });
  }

  /** Without what is different each time. */
  private static String anonymous(String error) {
    return error
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "REQUEST-ID")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
        .replaceAll("case-\\d+", "FUNCTION");
  }

  private static String cell(String value) {
    return value.replace("|", "\\|");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
