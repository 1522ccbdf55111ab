package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.evidence.Gap;
import java.util.List;

/** At what price a diagnosis was made, how sure it is, and what would make it surer. */
final class HtmlCertainty {

  private HtmlCertainty() {}

  static void write(Markup page, Diagnosis diagnosis) {
    HtmlPage.section(page, "side-effects", "Side effects");
    page.open("dl");
    definition(page, "This diagnosis", TextFootnotes.sideEffects(diagnosis));
    definition(page, "Plan", ProbeText.plan(diagnosis));
    definition(page, "Probe", ProbeText.notes(diagnosis));
    page.close().close().line();
    missing(page, diagnosis);
  }

  private static void missing(Markup page, Diagnosis diagnosis) {
    HtmlPage.section(page, "missing", "How sure, and what is missing");
    page.element("p", sureness(diagnosis)).line();
    List<Gap> gaps = TextFootnotes.gaps(diagnosis);
    if (gaps.isEmpty()
        && diagnosis.verdict().missing().isEmpty()
        && diagnosis.client().warnings().isEmpty()) {
      page.close().line();
      return;
    }
    page.open("dl");
    diagnosis.client().warnings().forEach(warning -> definition(page, "Client", warning));
    diagnosis.verdict().missing().forEach(missing -> definition(page, "Missing", missing));
    gaps.forEach(gap -> definition(page, "Not read", TextFootnotes.gap(gap)));
    page.close().close().line();
  }

  private static String sureness(Diagnosis diagnosis) {
    return switch (diagnosis.verdict().certainty()) {
      case PROVEN -> "Proven: an experiment or correlated logs show the whole chain.";
      case LIKELY -> "Likely: the evidence fits, and no rival does.";
      case POSSIBLE -> "Possible: nothing speaks against it, and too little for it.";
    };
  }

  private static void definition(Markup page, String term, String text) {
    if (!text.isEmpty()) {
      page.element("dt", term).element("dd", text).line();
    }
  }
}
