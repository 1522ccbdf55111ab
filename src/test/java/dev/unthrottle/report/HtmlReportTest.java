package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.Gap;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlReportTest {

  @Test
  void thePage_needsNothingElse() {
    assertThat(HtmlReport.of(SeedCase.diagnosis()))
        .doesNotContain("<script", "https://", "url(", "@import", "<link", "src=");
  }

  @Test
  void whatEndsIt_andAnotherCause_areTold() {
    assertThat(HtmlReport.of(SeedCase.withAnotherCause()))
        .contains("<h2>What ends it</h2>")
        .contains("<h2>As well</h2>")
        .contains("<code>client-timeout-duplicates</code>")
        .contains("<li>Make the function idempotent.</li>");
  }

  @Test
  void theStyleSheet_hasNothingToEscape() {
    String css = StyleSheet.read();
    assertThat(Markup.escape(css)).isEqualTo(css);
  }

  @Test
  void whatAwsSaid_cannotBecomeMarkup() {
    var evil =
        new Gap(
            Gap.Kind.FAILED, "<b>", "x:Y", null, "<script>alert('1')</script> & \"more\"\u0001");
    assertThat(HtmlReport.of(SeedCase.diagnosis(SeedCase.evidence(evil), SeedCase.probe())))
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;more&quot;\uFFFD")
        .doesNotContain("<script");
  }

  @Test
  void thePicture_isWellFormed_andSaysInWordsWhatItShows() throws Exception {
    String svg = picture(760);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertThat(svg)
        .contains("Now: 3 attempts, of which 2 refused; 1 execution, over after 70.2 s.")
        .contains(
            "With the recommended settings: 1 attempt, of which 0 refused; 1 execution, over after 70.3 s.");
  }

  /** 640 wide from 96; now and proof share one scale, so 60 of 70.3 s is 96 + 546.2 = 642.2. */
  @Test
  void theProof_isDrawnOnTheSameScale() {
    String svg = picture(760);
    assertThat(svg).contains("x1=\"642.2\"").contains("cx=\"736.0\"");
  }

  private static String picture(int width) {
    String limit = "1 slot, reserved";
    return TimelineSvg.of(
        List.of(
            new TimelineSvg.Panel("Now", SeedCase.now(), limit),
            new TimelineSvg.Panel("With the recommended settings", SeedCase.proof(), limit)),
        width);
  }

  @Test
  void theTable_holdsTheDataOfThePicture() {
    String page = HtmlReport.of(SeedCase.diagnosis());
    assertThat(page)
        .contains(
            "<td>61.9 s</td><td>refused with 429:"
                + " ReservedFunctionConcurrentInvocationLimitExceeded</td>")
        .contains("<td>succeeded, unheard</td>");
  }
}
