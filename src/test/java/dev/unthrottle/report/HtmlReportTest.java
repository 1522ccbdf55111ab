package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.diagnosis.Diagnosis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class HtmlReportTest {

  @Test
  void thePage_needsNothingElse() {
    assertThat(HtmlReport.of(SeedCase.diagnosis()))
        .doesNotContain("https://", "url(", "@import", "<link", "src=", "style=");
  }

  /** A browser hashes what stands between the tags, to the last line feed. */
  @Test
  void thePolicy_namesTheHashesOfTheStyleAndTheScriptInThePage() throws Exception {
    String page = HtmlReport.of(SeedCase.diagnosis());
    assertThat(HtmlReport.contentSecurityPolicy())
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'",
            sha256(between("style", page)), sha256(between("script", page)))
        .isEqualTo(
            ParsedPage.of(page).elements("meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void everySection_canBeLinkedTo() throws Exception {
    assertThat(ParsedPage.of(HtmlReport.of(GoldenCase.SELF_COLLISION.diagnosis())).ids())
        .contains(
            "verdict",
            "picture",
            "why",
            "ruled-out",
            "change",
            "paste",
            "measured",
            "what-if",
            "side-effects",
            "missing")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(GoldenCase.class)
  void headings_areInOrder_andPicturesAreNamed(GoldenCase golden) throws Exception {
    ParsedPage page = ParsedPage.of(HtmlReport.of(golden.diagnosis()));
    assertThat(page.elements("h1")).hasSize(1);
    assertThat(page.ids()).doesNotHaveDuplicates();
    assertThat(page.elements("svg"))
        .allSatisfy(svg -> {
          assertThat(svg.getAttribute("role")).isEqualTo("img");
          assertThat(page.ids()).contains(svg.getAttribute("aria-labelledby").split(" "));
        });
  }

  @Test
  void theClientThatWasAskedAbout_isTheTabThatIsOpen() throws Exception {
    ParsedPage page = ParsedPage.of(HtmlReport.of(SeedCase.diagnosis()));
    List<Element> tabs = page.elements("input");
    assertThat(page.elements("label"))
        .extracting(Element::getTextContent)
        .containsExactly("aws-cli", "boto3");
    assertThat(tabs).extracting(tab -> tab.hasAttribute("checked")).containsExactly(true, false);
  }

  @Test
  void whatEndsIt_andAnotherCause_areTold() {
    assertThat(HtmlReport.of(SeedCase.withAnotherCause()))
        .contains("<h3>As well: One call runs the function twice where a slot is free.</h3>")
        .contains("<code>client-timeout-duplicates</code>")
        .contains("<li>Give every call inside the function a read timeout of its own.</li>")
        .contains("<li>Make the function idempotent.</li>");
  }

  @Test
  void theTable_holdsTheDataOfThePicture() {
    assertThat(HtmlReport.of(SeedCase.diagnosis()))
        .contains("<td>refused with 429: ReservedFunctionConcurrentInvocationLimitExceeded</td>")
        .contains("<td>succeeded, unheard</td>");
  }

  /** 412 runs were counted, and none of them is known by itself. */
  @Test
  void percentilesAlone_areNotDrawnAsAShape() throws Exception {
    Diagnosis diagnosis =
        SeedCase.diagnosis(SeedCase.evidence(SeedCase.metricsDenied()), SeedCase.probe());
    assertThat(ParsedPage.of(HtmlReport.of(diagnosis)).texts("h3"))
        .contains(
            "Percentiles of the durations of 412 runs, in 24 h of logs up to 2026-11-22T12:00:00Z");
  }

  @Test
  void whatWasReadOrGiven_canNeitherBecomeMarkupNorMislead() throws Exception {
    for (String evil : EvilCase.TEXTS) {
      String page = HtmlReport.of(EvilCase.diagnosis(evil));
      ParsedPage parsed = ParsedPage.of(page);
      assertThat(parsed.elements("script")).as(evil).hasSize(1);
      assertThat(parsed.elements("img")).as(evil).isEmpty();
      assertThat(parsed.attributesNamed("on.*|style|href|src")).as(evil).isEmpty();
      assertThat(page)
          .as(evil)
          .doesNotContain("\u202E", "\u2066", "\u0000", "\u0007", "\u001B", "\u0085", "\uFFFE");
      assertThat(parsed.text()).as(evil).contains(EvilCase.shown(evil));
    }
  }

  private static String between(String tag, String page) {
    var found = Pattern.compile("<%s>(.*?)</%1$s>".formatted(tag), Pattern.DOTALL).matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
