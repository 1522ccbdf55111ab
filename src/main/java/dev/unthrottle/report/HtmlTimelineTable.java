package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;

/** A timeline as an HTML table: the data of the picture. */
final class HtmlTimelineTable {

  private HtmlTimelineTable() {}

  static void write(Markup page, String caption, Timeline timeline) {
    page.open("div", "class", "scroll", "tabindex", "0");
    page.open("table").element("caption", caption);
    page.open("thead").open("tr").element("th", "what", "scope", "col");
    page.element("th", "from", "scope", "col", "class", "number");
    page.element("th", "to", "scope", "col", "class", "number");
    page.element("th", "how it ended", "scope", "col").element("th", "request id", "scope", "col");
    page.close().close().line().open("tbody").line();
    timeline.attempts().forEach(attempt -> row(page, attempt));
    timeline.executions().forEach(execution -> row(page, execution, timeline));
    HtmlPage.endTable(page);
  }

  private static void row(Markup page, Attempt attempt) {
    String ended =
        Wording.ends(attempt.outcome()) + (attempt.reason() == null ? "" : ": " + attempt.reason());
    page.open("tr")
        .element("th", "attempt " + attempt.number(), "scope", "row")
        .element("td", Figures.duration(attempt.start()), "class", "number")
        .element("td", Figures.duration(attempt.end()), "class", "number")
        .element("td", ended)
        .element("td", attempt.requestId() == null ? "" : attempt.requestId())
        .close()
        .line();
  }

  private static void row(Markup page, Execution execution, Timeline timeline) {
    String ended =
        execution.result().id()
            + (timeline.isDuplicate(execution) ? ", a duplicate" : "")
            + (timeline.isGhost(execution) ? ", unheard" : "");
    page.open("tr")
        .element("th", "execution of attempt " + execution.attempt(), "scope", "row")
        .element("td", Figures.duration(execution.start()), "class", "number")
        .element("td", Figures.duration(execution.end()), "class", "number")
        .element("td", ended)
        .element("td", execution.requestId() == null ? "" : execution.requestId())
        .close()
        .line();
  }
}
