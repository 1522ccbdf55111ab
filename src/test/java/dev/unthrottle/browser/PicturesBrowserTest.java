package dev.unthrottle.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
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
    new Picture("report-" + look).mustBe(screenshot(page));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theConsole_looksAsItDid(Look look) {
    ConsolePage page = console.open(CHROMIUM.visit(look), "").settle();
    new Picture("console-" + look).mustBe(screenshot(page.page()));
  }

  private static byte[] screenshot(Page page) {
    return page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setAnimations(ScreenshotAnimations.DISABLED));
  }
}
