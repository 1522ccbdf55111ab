package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as one HTML page that needs nothing else: no font and no network, and a script only
 * for the comfort of copying.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /** The page. */
  public static String of(Diagnosis diagnosis) {
    String function = diagnosis.evidence().function().name();
    Markup page = HtmlPage.begin(function + ": " + diagnosis.verdict().cause().id());
    verdict(page, diagnosis);
    HtmlPicture.write(page, diagnosis);
    HtmlReasons.why(page, diagnosis.verdict());
    HtmlReasons.ruledOut(page, diagnosis.verdict());
    HtmlChange.write(page, diagnosis);
    @Nullable Recommendation recommendation = diagnosis.recommendation();
    if (recommendation != null) {
      HtmlPaste.write(page, diagnosis.client().client().id().id(), recommendation.snippets());
    }
    HtmlMeasured.write(page, diagnosis);
    HtmlWhatIf.write(page, diagnosis);
    HtmlCertainty.write(page, diagnosis);
    return HtmlPage.end(
        page,
        "Unthrottle, diagnosis %s of %s".formatted(diagnosis.id(), Figures.second(diagnosis.at())));
  }

  /**
   * What a browser may do with the pages of this package: show them, and run the one script that is
   * in them. It stands in each page, and is to be sent as the header {@code
   * Content-Security-Policy} where a page is served.
   */
  public static String contentSecurityPolicy() {
    return HtmlPage.policy();
  }

  private static void verdict(Markup page, Diagnosis diagnosis) {
    var verdict = diagnosis.verdict();
    Client client = diagnosis.client().client();
    String version = client.version() == null ? "" : " " + client.version();
    page.open("header", "id", "verdict");
    page.element(
        "p",
        "%s, called by %s%s".formatted(diagnosis.evidence().function(), client.id().id(), version),
        "class",
        "subject");
    page.element("h1", verdict.headline()).line();
    HtmlReasons.cause(page, verdict.cause(), verdict.certainty());
    page.close().line();
  }
}
