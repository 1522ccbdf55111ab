package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.diagnosis.cause.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ends the cause: what is to be done, and which settings are to be changed. */
final class HtmlChange {

  private HtmlChange() {}

  static void write(Markup page, Diagnosis diagnosis) {
    List<String> remedies = new ArrayList<>(diagnosis.verdict().remedies());
    for (Verdict.Also other : diagnosis.verdict().also()) {
      remedies.addAll(other.remedies());
    }
    @Nullable Recommendation recommendation = diagnosis.recommendation();
    if (remedies.isEmpty() && recommendation == null) {
      return;
    }
    HtmlPage.section(page, "change", "What to change");
    HtmlPage.list(page, "ol", remedies);
    if (recommendation != null) {
      settings(page, diagnosis, recommendation);
      reasoning(page, diagnosis, recommendation);
      wayOut(page, recommendation.wayOut());
    }
    page.close().line();
  }

  private static void settings(Markup page, Diagnosis diagnosis, Recommendation recommendation) {
    HtmlPage.table(page, List.of("setting", "now", "recommended"));
    for (SettingChange change : SettingChange.of(diagnosis, recommendation)) {
      page.open("tr", "class", change.changes() ? "changes" : "same");
      page.element("th", change.setting(), "scope", "row");
      page.element("td", change.current()).element("td", change.recommended()).close().line();
    }
    HtmlPage.endTable(page);
    HtmlPage.list(page, "ul", recommendation.why());
  }

  private static void reasoning(Markup page, Diagnosis diagnosis, Recommendation recommendation) {
    page.element("p", AdviceText.retries(recommendation)).line();
    paragraphs(page, AdviceText.waiting(diagnosis, recommendation));
    paragraphs(page, AdviceText.sizing(recommendation.sizing()));
    paragraphs(page, AdviceText.chain(recommendation.chain()));
  }

  private static void paragraphs(Markup page, List<String> texts) {
    texts.forEach(text -> page.element("p", text).line());
  }

  private static void wayOut(Markup page, @Nullable WayOut wayOut) {
    if (wayOut != null) {
      page.element("h3", "The way out: " + wayOut.kind().id());
      page.element("p", wayOut.because()).line();
      HtmlPaste.snippet(page, wayOut.snippet());
    }
  }
}
