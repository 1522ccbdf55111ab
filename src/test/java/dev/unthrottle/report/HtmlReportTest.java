package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.Gap;
import org.junit.jupiter.api.Test;

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
  void theTable_holdsTheDataOfThePicture() {
    String page = HtmlReport.of(SeedCase.diagnosis());
    assertThat(page)
        .contains(
            "<td>61.9 s</td><td>refused with 429:"
                + " ReservedFunctionConcurrentInvocationLimitExceeded</td>")
        .contains("<td>succeeded, unheard</td>");
  }
}
