package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Alternative;
import dev.unthrottle.diagnosis.casefile.Outlook;
import java.util.List;

/** What a call has to expect with these and with other settings. */
final class HtmlWhatIf {

  private HtmlWhatIf() {}

  static void write(Markup page, Diagnosis diagnosis) {
    List<Alternative> alternatives = diagnosis.alternatives();
    if (alternatives.isEmpty()) {
      return;
    }
    HtmlPage.section(page, "what-if", "What if");
    page.element(
        "p",
        "Every row is simulated with the same calls and the same durations.",
        "class",
        "remark");
    HtmlPage.table(
        page,
        List.of(
            "settings",
            "most calls end",
            "half within",
            "99 % within",
            "refused",
            "run twice or more",
            "runs per call"));
    for (Alternative alternative : alternatives) {
      row(page, alternatives.getFirst(), alternative);
    }
    HtmlPage.endTable(page);
    page.close().line();
  }

  private static void row(Markup page, Alternative now, Alternative then) {
    Outlook outlook = then.outlook();
    page.open("tr", "class", then.kind().id());
    page.open("th", "scope", "row").text(AlternativeText.name(then.kind()));
    List<String> differences = AlternativeText.differences(now, then);
    if (!differences.isEmpty()) {
      page.text(" ").element("small", String.join(", ", differences));
    }
    page.close();
    page.element("td", Wording.ends(outlook.surfaces()));
    number(page, Figures.duration(outlook.median()), false);
    number(page, Figures.duration(outlook.p99()), false);
    number(page, Figures.percent(outlook.throttleProbability()), outlook.throttleProbability() > 0);
    number(
        page, Figures.percent(outlook.duplicateProbability()), outlook.duplicateProbability() > 0);
    number(page, Figures.decimal(outlook.executionsPerCall(), 2), false);
    page.close().line();
  }

  private static void number(Markup page, String figure, boolean bad) {
    page.element("td", figure, "class", bad ? "number bad" : "number");
  }
}
