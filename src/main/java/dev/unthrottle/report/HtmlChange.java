package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.diagnosis.cause.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    Optional<String> nothing = AdviceText.nothingToChange(diagnosis);
    if (remedies.isEmpty() && recommendation == null && nothing.isEmpty()) {
      return;
    }
    HtmlPage.section(page, "change", "What to change");
    HtmlPage.list(page, "ol", remedies);
    nothing.ifPresent(it -> page.element("p", it).line());
    if (recommendation != null) {
      settings(page, diagnosis, recommendation);
      reasoning(page, diagnosis, recommendation);
      wayOut(page, recommendation.wayOut());
    }
    page.close().line();
  }

  private static void settings(Markup page, Diagnosis diagnosis, Recommendation recommendation) {
    AdviceText.apart(diagnosis.verdict().cause(), recommendation)
        .ifPresent(it -> page.element("p", it).line());
    HtmlPage.table(page, List.of("setting", "now", "recommended"));
    for (SettingChange change : SettingChange.of(diagnosis, recommendation)) {
      page.open("tr", "class", change.changes() ? "changes" : "same");
      page.element("th", change.setting(), "scope", "row");
      page.element("td", change.current()).element("td", change.recommended()).close().line();
    }
    HtmlPage.endTable(page);
    HtmlPage.list(page, "ul", AdviceText.reasons(recommendation));
  }

  private static void reasoning(Markup page, Diagnosis diagnosis, Recommendation recommendation) {
    AdviceText.figures(diagnosis.client().client(), recommendation)
        .forEach(text -> page.element("p", text).line());
  }

  private static void wayOut(Markup page, @Nullable WayOut wayOut) {
    if (wayOut != null) {
      page.element("h3", "The way out: " + wayOut.kind().id());
      page.element("p", wayOut.because()).line();
      HtmlPaste.snippet(page, wayOut.snippet());
    }
  }
}
