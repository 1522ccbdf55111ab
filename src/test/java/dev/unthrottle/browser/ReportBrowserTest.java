package dev.unthrottle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTML report, opened from a disk as somebody does who got it by mail. */
@Tag("conformance")
class ReportBrowserTest {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  static Stream<Path> reports() {
    return Goldens.reports();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void asksNobodyForAnything(Path report) {
    Visit visit = open(report, Look.plain());
    assertThat(visit.requests()).containsExactly(report.toUri().toString());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void hasNoBarriers(Path report) {
    Visit visit = open(report, Look.plain());
    assertThat(Look.extremes())
        .allSatisfy(look -> {
          visit.look(look);
          assertThat(Axe.violations(visit.page())).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isLegible_inNarrowAndInWideLetters(Path report) {
    Visit visit = open(report, Look.plain());
    Layout layout = new Layout(visit.page());
    for (String letters : new String[] {"Inter", "DejaVu Sans"}) {
      layout.in(letters);
      assertThat(Look.widths())
          .allSatisfy(look -> {
            visit.look(look);
            assertThat(layout.overflow()).as("pixels to scroll sideways").isZero();
            assertThat(layout.smallText()).isEmpty();
            assertThat(layout.collisions()).isEmpty();
          });
    }
  }

  /** A sheet of A4 between margins of 1 cm is 718 CSS pixels wide. */
  @ParameterizedTest
  @MethodSource("reports")
  void isPrinted_withoutLoss(Path report) {
    Page page = open(report, Look.light(718)).page();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    Layout layout = new Layout(page);
    assertThat(layout.overflow()).isZero();
    assertThat(layout.clipped()).isEmpty();
    assertThat(layout.smallText()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isReadable_withoutScript(Path report) {
    Page page = open(report, Look.plain()).page();
    Page plain = shown(CHROMIUM.visitWithoutScript(Look.plain()), report).page();
    assertThat(plain.getByRole(AriaRole.BUTTON).count()).isZero();
    assertThat(withoutButtons(plain)).isEqualTo(withoutButtons(page));
  }

  private static String withoutButtons(Page page) {
    return page.locator("main").innerText().replaceAll("\\s*\\bCopy\\b", "");
  }

  @Test
  void tabs_areTurnedByArrowKeys_withoutScript() {
    Page page = shown(CHROMIUM.visitWithoutScript(Look.plain()), Goldens.seedCase()).page();
    Locator tabs = page.locator("#paste").getByRole(AriaRole.RADIO);
    List<String> first = shownSnippets(page);
    tabs.first().focus();
    page.keyboard().press("ArrowRight");
    assertThat(tabs.nth(1)).isChecked();
    assertThat(shownSnippets(page)).hasSize(1).isNotEqualTo(first);
    page.keyboard().press("ArrowLeft");
    assertThat(shownSnippets(page)).hasSize(1).isEqualTo(first);
  }

  @Test
  void whatIsShown_isCopied() {
    Visit visit = open(Goldens.seedCase(), Look.plain());
    visit.allowClipboard();
    Locator paste = visit.page().locator("#paste");
    paste.locator("label").nth(1).click();
    paste
        .getByText("Copy", new Locator.GetByTextOptions().setExact(true))
        .locator("visible=true")
        .click();
    assertThat(paste.getByText("Copied")).isVisible();
    assertThat(List.of(visit.clipboard())).isEqualTo(shownSnippets(visit.page()));
  }

  private static List<String> shownSnippets(Page page) {
    return page.locator("#paste pre").locator("visible=true").allInnerTexts();
  }

  private static Visit open(Path report, Look look) {
    return shown(CHROMIUM.visit(look), report);
  }

  private static Visit shown(Visit visit, Path report) {
    visit.page().navigate(report.toUri().toString());
    return visit;
  }
}
