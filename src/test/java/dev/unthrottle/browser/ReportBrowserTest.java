package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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
    assertThat(Look.extremes()).allSatisfy(look -> {
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
      assertThat(Look.widths()).allSatisfy(look -> {
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

  private static Visit open(Path report, Look look) {
    Visit visit = CHROMIUM.visit(look);
    visit.page().navigate(report.toUri().toString());
    return visit;
  }
}
