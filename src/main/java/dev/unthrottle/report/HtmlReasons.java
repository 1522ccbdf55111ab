package dev.unthrottle.report;

import dev.unthrottle.diagnosis.cause.Cause;
import dev.unthrottle.diagnosis.cause.Certainty;
import dev.unthrottle.diagnosis.cause.Reason;
import dev.unthrottle.diagnosis.cause.Verdict;

/** What speaks for a verdict, and what against its rivals. */
final class HtmlReasons {

  private HtmlReasons() {}

  static void why(Markup page, Verdict verdict) {
    if (verdict.because().isEmpty()) {
      return;
    }
    HtmlPage.section(page, "why", "Why");
    page.open("ol", "class", "reasons").line();
    verdict.because().forEach(reason -> reason(page, reason));
    page.close().line();
    for (Verdict.Also other : verdict.also()) {
      page.element("h3", "As well: " + other.headline());
      cause(page, other.cause(), other.certainty());
      page.open("ol", "class", "reasons").line();
      other.because().forEach(reason -> reason(page, reason));
      page.close().line();
    }
    page.close().line();
  }

  private static void reason(Markup page, Reason reason) {
    page.open("li").text(reason.fact()).text(" ").open("span", "class", "source");
    page.element("span", reason.source().id(), "class", "tag");
    if (reason.at() != null) {
      String at = Figures.second(reason.at());
      page.text(" ").element("time", at, "datetime", at);
    }
    if (reason.requestId() != null) {
      page.text(" ").element("code", reason.requestId());
    }
    page.close().close().line();
  }

  static void ruledOut(Markup page, Verdict verdict) {
    if (verdict.ruledOut().isEmpty()) {
      return;
    }
    HtmlPage.section(page, "ruled-out", "What was ruled out");
    page.open("dl", "class", "rivals").line();
    for (Verdict.RuledOut rival : verdict.ruledOut()) {
      page.open("div").open("dt").element("code", rival.cause().id()).close();
      page.element("dd", rival.because()).close().line();
    }
    page.close().close().line();
  }

  /** The name of a cause, and how sure it is. */
  static void cause(Markup page, Cause cause, Certainty certainty) {
    page.open("p", "class", "cause").element("code", cause.id()).text(" ");
    page.element("span", certainty.id(), "class", "badge " + certainty.id()).close().line();
  }
}
