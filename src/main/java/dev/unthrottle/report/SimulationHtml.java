package dev.unthrottle.report;

import dev.unthrottle.report.SimulationReport.Scenario;
import java.util.List;

/** Simulations as one HTML page that needs nothing else: no script, no font, no network. */
final class SimulationHtml {

  private final SimulationReport report;
  private final Markup page = new Markup();

  private SimulationHtml(SimulationReport report) {
    this.report = report;
  }

  /** The page. */
  static String of(SimulationReport report) {
    return new SimulationHtml(report).write();
  }

  private String write() {
    Scenario current = report.current();
    page.open("html", "lang", "en").line().open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", "What if: " + current.client().client().variant()).line();
    page.element("style", StyleSheet.read());
    page.close().line().open("body").open("main").line();
    page.open("header");
    page.element("p", "Simulated, not measured", "class", "subject");
    page.element("h1", headline(current)).close().line();
    table();
    report.scenarios().forEach(this::scenario);
    page.element("footer", "Unthrottle, simulated with seed " + current.run().seed());
    page.close().close().close().line();
    return "<!DOCTYPE html>\n" + page;
  }

  private static String headline(Scenario current) {
    return "%s by %s: most end %s"
        .formatted(
            Figures.count(current.run().tally().calls(), "call"),
            current.client().client().variant(),
            Wording.ends(current.outcome()));
  }

  private void table() {
    page.open("section").element("h2", "Side by side").line();
    page.open("div", "class", "scroll").open("table").open("tr");
    page.element("th", "", "scope", "col");
    report.scenarios().forEach(scenario -> page.element("th", scenario.name(), "scope", "col"));
    page.close().line();
    rows(ScenarioFact.settings());
    rows(ScenarioFact.findings());
    page.close().close().close().line();
  }

  private void rows(List<ScenarioFact> facts) {
    for (ScenarioFact fact : facts) {
      page.open("tr").element("th", fact.name(), "scope", "row");
      report.scenarios().forEach(scenario -> page.element("td", fact.of().apply(scenario)));
      page.close().line();
    }
  }

  private void scenario(Scenario scenario) {
    page.open("section").element("h2", scenario.name()).line();
    page.open("figure").open("div", "class", "scroll");
    page.add(TimelineSvg.within(List.of(scenario.panel()), 640));
    page.close().close();
    scenario.error().ifPresent(error -> code("The caller sees", error));
    scenario.snippet().ifPresent(snippet -> code("To paste", snippet.stripTrailing()));
    scenario.client().warnings().forEach(warning -> page.element("p", warning));
    page.close().line();
  }

  private void code(String heading, String text) {
    page.element("h3", heading).open("pre").element("code", text).close().line();
  }
}
