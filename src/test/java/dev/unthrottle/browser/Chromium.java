package dev.unthrottle.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.unthrottle.conformance.Tools;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The Chromium of this machine, one for all tests of a run. A test opens visits; when it ends, they
 * are closed, and whatever their pages complained about fails it.
 */
final class Chromium implements BeforeEachCallback, AfterEachCallback {

  /** The same pixels on every machine, and no conversation with anybody. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-lcd-text",
          "--font-render-hinting=none",
          "--force-color-profile=srgb");

  private final List<Visit> visits = new ArrayList<>();
  private @Nullable Browser browser;

  @Override
  public void beforeEach(ExtensionContext context) {
    browser =
        context
            .getRoot()
            .getStore(Namespace.create(Chromium.class))
            .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
            .browser();
  }

  /** Opens an empty page that nobody was at before: no cookies, nothing stored. */
  Visit visit(Look look) {
    return visit(Visit.options(look));
  }

  /** The same in a browser that runs no script. */
  Visit visitWithoutScript(Look look) {
    return visit(Visit.options(look).setJavaScriptEnabled(false));
  }

  /** The same on a screen with two pixels, across and down, for each of CSS. */
  Visit visitInTwiceAsManyPixels(Look look) {
    return visit(Visit.options(look).setDeviceScaleFactor(2));
  }

  private Visit visit(Browser.NewContextOptions options) {
    Visit visit = new Visit(Objects.requireNonNull(browser, "only in a test").newContext(options));
    visits.add(visit);
    return visit;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<Visit> ended = List.copyOf(visits);
    visits.clear();
    try {
      if (context.getExecutionException().isEmpty()) {
        ended.forEach(Visit::isQuiet);
      }
    } finally {
      ended.forEach(Visit::close);
    }
  }

  /** Playwright's driver and the browser that it drives. */
  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

    static Running start() {
      Map<String, String> environment =
          Map.of(
              "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
              "1",
              "PLAYWRIGHT_NODEJS_PATH",
              Tools.node().toString());
      PlaywrightAssertions.setDefaultAssertionTimeout(Visit.PATIENCE_MILLIS);
      var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
      return new Running(playwright, playwright.chromium().launch(options()));
    }

    private static BrowserType.LaunchOptions options() {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("FONTCONFIG_FILE", resource("fonts.conf").toString());
      return new BrowserType.LaunchOptions()
          .setExecutablePath(Tools.chromium())
          .setArgs(FLAGS)
          .setEnv(environment);
    }

    private static Path resource(String name) {
      try {
        return Path.of(Objects.requireNonNull(Chromium.class.getResource(name), name).toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      playwright.close();
    }
  }
}
