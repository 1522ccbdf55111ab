package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTML report, opened from a disk as somebody does who got it by mail. */
@Tag("conformance")
class ReportBrowserTest {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  static Stream<Path> reports() {
    return Goldens.reports();
  }

  static Stream<Arguments> reportsInAllLooks() {
    return reports().flatMap(report -> Look.all().map(look -> Arguments.of(report, look)));
  }

  static Stream<Arguments> reportsInExtremeLooks() {
    return reports().flatMap(report -> Look.extremes().map(look -> Arguments.of(report, look)));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void asksNobodyForAnything(Path report) {
    Visit visit = open(report, Look.plain());
    assertThat(visit.requests()).containsExactly(report.toUri().toString());
  }

  @ParameterizedTest
  @MethodSource("reportsInExtremeLooks")
  void hasNoBarriers(Path report, Look look) {
    assertThat(Axe.violations(open(report, look).page())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reportsInAllLooks")
  void isLegible_inNarrowAndInWideLetters(Path report, Look look) {
    Layout layout = new Layout(open(report, look).page());
    isLegible(layout);
    isLegible(layout.in("DejaVu Sans"));
  }

  private static void isLegible(Layout layout) {
    assertThat(layout.overflow()).as("pixels to scroll sideways").isZero();
    assertThat(layout.smallText()).isEmpty();
    assertThat(layout.collisions()).isEmpty();
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
