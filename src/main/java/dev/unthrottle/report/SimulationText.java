package dev.unthrottle.report;

import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.report.SimulationReport.Scenario;
import dev.unthrottle.simulation.Tally;
import java.util.ArrayList;
import java.util.List;

/** Simulations as text of 80 columns. */
final class SimulationText {

  /** How many scenarios stand side by side. */
  private static final int COLUMNS = 3;

  private static final int LABEL = 25;
  private static final int COLUMN = 18;

  private SimulationText() {}

  /** One, attempt by attempt. */
  static String one(SimulationReport report, TextPage page) {
    Scenario scenario = report.current();
    Tally tally = scenario.run().tally();
    page.paragraph(
        "",
        "%s by %s: %d answered, %d refused, %d timed out."
            .formatted(
                Figures.count(tally.calls(), "call"),
                scenario.client().client().variant(),
                tally.answered(),
                tally.refusedCalls(),
                tally.timedOutCalls()));
    page.paragraph(
        "",
        "%s, %s, %s of the function: %s, and %d that nobody listened to."
            .formatted(
                Figures.count(tally.attempts(), "attempt"),
                Figures.count(tally.refusals(), "refusal"),
                Figures.count(tally.executions(), "execution"),
                Figures.count(tally.duplicates(), "duplicate"),
                tally.ghosts()));
    page.paragraph(
        "",
        "A call takes %s in the median and at most %s; at most %s in use."
            .formatted(
                Figures.duration(tally.medianCall()),
                Figures.duration(tally.longestCall()),
                Figures.count(tally.peakInFlight(), "slot")));
    page.blank();
    page.drawn(new TextTimeline(scenario.run().timeline(), scenario.limit()).lines());
    scenario.error().ifPresent(error -> page.blank().lines("The caller sees: ", error));
    page.blank().line("seed " + scenario.run().seed());
    notes(report, page);
    return page.toString();
  }

  /** All of them side by side, in blocks that begin with the first. */
  static String all(SimulationReport report, TextPage page) {
    Scenario current = report.current();
    page.line(
        "%s in each scenario, seed %d"
            .formatted(Figures.count(current.run().tally().calls(), "call"), current.run().seed()));
    for (List<Scenario> block : blocks(report.scenarios())) {
      page.blank();
      heads(block).forEach(line -> page.painted(page.ink().paint(Ink.Tint.BOLD, line)));
      ScenarioFact.settings().forEach(fact -> rows(fact, block).forEach(page::line));
      page.blank();
      ScenarioFact.findings().forEach(fact -> rows(fact, block).forEach(page::line));
    }
    report.scenarios().forEach(scenario -> told(scenario, page));
    report.scenarios().forEach(scenario -> advice(scenario, report.current(), page));
    page.blank();
    notes(report, page);
    return page.toString();
  }

  /** What happens in a scenario, and what its caller sees of that. */
  private static void told(Scenario scenario, TextPage page) {
    page.blank().painted(page.ink().paint(Ink.Tint.BOLD, scenario.name()));
    page.paragraph("  ", ScenarioHeadline.of(scenario));
    scenario.error().ifPresent(error -> page.line("  The caller sees:").lines("    ", error));
  }

  private static List<List<Scenario>> blocks(List<Scenario> scenarios) {
    var blocks = new ArrayList<List<Scenario>>();
    for (int from = 1; from < scenarios.size(); from += COLUMNS - 1) {
      var block = new ArrayList<Scenario>();
      block.add(scenarios.getFirst());
      block.addAll(scenarios.subList(from, Math.min(from + COLUMNS - 1, scenarios.size())));
      blocks.add(block);
    }
    return blocks;
  }

  private static List<String> heads(List<Scenario> block) {
    return lines("", block.stream().map(scenario -> scenario.name().replace(",", ", ")).toList());
  }

  private static List<String> rows(ScenarioFact fact, List<Scenario> block) {
    return lines(fact.name(), block.stream().map(fact.of()).toList());
  }

  /** A row of the table, as many lines as its fullest cell needs. */
  private static List<String> lines(String label, List<String> cells) {
    List<List<String>> wrapped = cells.stream().map(SimulationText::cell).toList();
    int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
    var lines = new ArrayList<String>();
    for (int i = 0; i < height; i++) {
      var line = new StringBuilder(padded(i == 0 ? label : "", LABEL));
      for (List<String> cell : wrapped) {
        line.append(padded(i < cell.size() ? cell.get(i) : "", COLUMN));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Wrapped between words, and a word that is too long for a column wherever it has to be. */
  private static List<String> cell(String text) {
    var lines = new ArrayList<String>();
    for (String line : TextPage.wrap(text, COLUMN - 1)) {
      for (int from = 0; from == 0 || from < line.length(); from += COLUMN - 1) {
        lines.add(line.substring(from, Math.min(line.length(), from + COLUMN - 1)));
      }
    }
    return lines;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** What to paste where a scenario was recommended, and why. */
  private static void advice(Scenario scenario, Scenario now, TextPage page) {
    Recommendation recommendation = scenario.advice();
    if (recommendation == null) {
      return;
    }
    TextSections.paste(page, recommendation, scenario.client().client().id().id());
    page.heading("Why");
    scenario.reasons().forEach(reason -> page.paragraph("  • ", reason));
    AdviceText.figures(now.client().client(), recommendation)
        .forEach(figure -> page.paragraph("  ", figure));
  }

  private static void notes(SimulationReport report, TextPage page) {
    report.notes().forEach(note -> page.paragraph("Note:   ", note));
    report.scenarios().stream()
        .flatMap(scenario -> scenario.client().warnings().stream())
        .distinct()
        .forEach(warning -> page.paragraph("Client: ", warning));
  }
}
