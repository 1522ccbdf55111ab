package dev.unthrottle.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Report and console look as they did. The pictures that the documentation shows are made here:
 *
 * <pre>mvn test-compile failsafe:integration-test@default failsafe:verify@default -Pconformance \
 *   -Dit.test=PicturesBrowserTest -Dgolden.write=true</pre>
 */
@Tag("conformance")
@ExtendWith(ServedConsole.Resolver.class)
class PicturesBrowserTest {

  /** Below a picture, in CSS pixels. */
  private static final int MARGIN = 16;

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final ServedConsole console;

  PicturesBrowserTest(ServedConsole console) {
    this.console = console;
  }

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theReport_looksAsItDid(Look look) {
    Page page = CHROMIUM.visit(look).page();
    page.navigate(Goldens.seedCase().toUri().toString());
    Picture.of("report", look).mustBe(screenshot(page));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theConsole_looksAsItDid(Look look) {
    ConsolePage page = console.open(CHROMIUM.visit(look), "").settle();
    Picture.of("console", look).mustBe(screenshot(page.page()));
  }

  /** What one sees first, in twice as many pixels, for screens that have them. */
  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void theReportsHead_looksAsItDid(ColorScheme scheme) {
    Page page = CHROMIUM.visitInTwiceAsManyPixels(new Look(Look.MIDDLE, scheme)).page();
    page.navigate(Goldens.seedCase().toUri().toString());
    BoundingBox picture = Objects.requireNonNull(page.locator("#picture").boundingBox());
    byte[] head =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setClip(0, 0, Look.MIDDLE, picture.y + picture.height + MARGIN));
    Picture.of("report", scheme).mustBe(head);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void theSimulation_looksAsItDid(ColorScheme scheme) {
    Visit visit = CHROMIUM.visitInTwiceAsManyPixels(new Look(Look.MIDDLE, scheme));
    ConsolePage page = console.open(visit, "").settle();
    Picture.of("console", scheme).mustBe(page.part("simulate").screenshot());
  }

  private static byte[] screenshot(Page page) {
    return page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setAnimations(ScreenshotAnimations.DISABLED));
  }
}
