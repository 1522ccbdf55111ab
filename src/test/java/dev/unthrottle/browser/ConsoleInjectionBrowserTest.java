package dev.unthrottle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing that is pasted, typed or linked to runs in the console, wherever it is shown again. */
@Tag("conformance")
@ExtendWith(ServedConsole.Resolver.class)
class ConsoleInjectionBrowserTest {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final ServedConsole console;

  ConsoleInjectionBrowserTest(ServedConsole console) {
    this.console = console;
  }

  @Test
  void anErrorThatIsMarkup_isText() {
    ConsolePage page = console.open(CHROMIUM.visit(Look.plain()), "").settle();
    page.field("Error text")
        .fill(
            "An error occurred (%s) when calling the Invoke operation: %s"
                .formatted(Hostile.markup("code"), Hostile.markup("message")));
    assertThat(page.part("explanation").locator(".headline")).isVisible();
    Hostile.isHarmlessIn(page.page());
  }

  /** Most of these are refused by the server, in sentences that quote them. */
  @Test
  void aLinkThatIsMarkup_isText() {
    Visit visit = CHROMIUM.visit(Look.plain());
    String fragment =
        Stream.of(
                "client",
                "version",
                "connect",
                "read",
                "attempts",
                "mode",
                "settings",
                "duration",
                "p99",
                "timeout",
                "slots",
                "account",
                "inFlight",
                "calls",
                "rate",
                "length",
                "function",
                "caller",
                "callerTimeout",
                "callerAttempts",
                "window",
                "refusalTarget",
                "plan",
                "most",
                "error",
                "shareError",
                "diagnosis")
            .map(name -> name + "=" + encoded(Hostile.markup(name)))
            .collect(Collectors.joining("&"));
    visit.expectRefusals();
    ConsolePage page = console.open(visit, fragment);
    assertThat(page.part("simulate")).containsText("Found: " + Hostile.markup("timeout"));
    page.button("Show the plan").click();
    assertThat(page.part("diagnose")).containsText(Hostile.markup("window"));
    Hostile.isHarmlessIn(page.page());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
