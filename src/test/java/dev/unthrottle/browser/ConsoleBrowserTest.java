package dev.unthrottle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console as {@code unthrottle serve} serves it, before a sandbox. */
@Tag("conformance")
class ConsoleBrowserTest {

  private static final String ERROR =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation"
          + " (reached max retries: 2): Rate Exceeded.";

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static ServedConsole console;

  @BeforeAll
  static void serve() throws IOException {
    console = ServedConsole.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void aPastedError_isExplained_andItsClientTakenOver() {
    ConsolePage page = open();
    page.field("Error text").fill(ERROR);
    System.out.println(page.part("explain").innerText());
    System.out.println(page.part("client").innerText());
    System.out.println(page.part("simulate").innerText());
  }

  private ConsolePage open() {
    return console.open(CHROMIUM.visit(Look.plain()), "");
  }
}
