package dev.unthrottle.report;

import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Execution;
import dev.unthrottle.simulation.Timeline;

/** A timeline as an HTML table: the data of the picture. */
final class HtmlTimelineTable {

  private HtmlTimelineTable() {}

  static void write(Markup page, String caption, Timeline timeline) {
    page.open("div", "class", "scroll", "tabindex", "0")
        .open("table")
        .element("caption", caption)
        .open("tr");
    for (String name : new String[] {"what", "from", "to", "how it ended", "request id"}) {
      page.element("th", name, "scope", "col");
    }
    page.close().line();
    timeline.attempts().forEach(attempt -> row(page, attempt));
    timeline.executions().forEach(execution -> row(page, execution, timeline));
    page.close().close().line();
  }

  private static void row(Markup page, Attempt attempt) {
    String ended =
        Wording.ends(attempt.outcome()) + (attempt.reason() == null ? "" : ": " + attempt.reason());
    page.open("tr")
        .element("th", "attempt " + attempt.number(), "scope", "row")
        .element("td", Figures.duration(attempt.start()))
        .element("td", Figures.duration(attempt.end()))
        .element("td", ended)
        .element("td", attempt.requestId() == null ? "" : attempt.requestId())
        .close()
        .line();
  }

  private static void row(Markup page, Execution execution, Timeline timeline) {
    String ended = execution.result().id() + (timeline.isGhost(execution) ? ", unheard" : "");
    page.open("tr")
        .element("th", "execution of attempt " + execution.attempt(), "scope", "row")
        .element("td", Figures.duration(execution.start()))
        .element("td", Figures.duration(execution.end()))
        .element("td", ended)
        .element("td", execution.requestId() == null ? "" : execution.requestId())
        .close()
        .line();
  }
}
