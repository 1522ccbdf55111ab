package dev.unthrottle.report;

import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.report.SimulationReport.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** Simulations as one HTML page that needs nothing else: no script, no font, no network. */
final class SimulationHtml {

  private final SimulationReport report;
  private final Markup page;

  private SimulationHtml(SimulationReport report) {
    this.report = report;
    this.page = HtmlPage.begin("What if: " + report.current().client().client().variant());
  }

  /** The page. */
  static String of(SimulationReport report) {
    return new SimulationHtml(report).write();
  }

  private String write() {
    Scenario current = report.current();
    page.open("header", "id", "verdict");
    page.element("p", "Simulated, not measured", "class", "subject");
    page.element("h1", headline(current)).close().line();
    table();
    picture();
    report.scenarios().forEach(this::scenario);
    report.notes().forEach(note -> page.element("p", note, "class", "remark").line());
    return HtmlPage.end(page, "Unthrottle, simulated with seed " + current.run().seed());
  }

  private static String headline(Scenario current) {
    return "%s by %s: most end %s"
        .formatted(
            Figures.count(current.run().tally().calls(), "call"),
            current.client().client().variant(),
            Wording.ends(current.outcome()));
  }

  private void table() {
    HtmlPage.section(page, "what-if", "Side by side");
    List<String> names = report.scenarios().stream().map(Scenario::name).toList();
    HtmlPage.table(page, Stream.concat(Stream.of(""), names.stream()).toList());
    rows(ScenarioFact.settings());
    rows(ScenarioFact.findings());
    HtmlPage.endTable(page);
    page.close().line();
  }

  private void rows(List<ScenarioFact> facts) {
    for (ScenarioFact fact : facts) {
      page.open("tr").element("th", fact.name(), "scope", "row");
      report.scenarios().forEach(scenario -> page.element("td", fact.of().apply(scenario)));
      page.close().line();
    }
  }

  private void picture() {
    HtmlPage.section(page, "picture", "Attempt by attempt");
    HtmlPicture.timelines(page, report.scenarios().stream().map(Scenario::panel).toList());
    page.close().line();
  }

  private void scenario(Scenario scenario) {
    page.open("section").element("h2", scenario.name()).line();
    page.element("p", ScenarioHeadline.of(scenario)).line();
    scenario.error().ifPresent(error -> code("The caller sees", error));
    Recommendation advice = scenario.advice();
    if (advice != null) {
      advice(advice, scenario);
    }
    scenario.client().warnings().forEach(warning -> page.element("p", warning).line());
    page.close().line();
  }

  private void advice(Recommendation advice, Scenario scenario) {
    WayOut wayOut = advice.wayOut();
    if (wayOut != null) {
      page.element("p", wayOut.because()).line();
      code("The way out: " + wayOut.kind().id(), wayOut.snippet());
    }
    scenario
        .snippet()
        .ifPresent(
            text -> code(AdviceText.pasted(advice, scenario.client().client().id().id()), text));
    HtmlPage.list(page, "ul", scenario.reasons());
    AdviceText.figures(report.current().client().client(), advice)
        .forEach(figure -> page.element("p", figure).line());
  }

  private void code(String heading, String text) {
    page.element("h3", heading);
    HtmlPaste.snippet(page, text);
  }
}
