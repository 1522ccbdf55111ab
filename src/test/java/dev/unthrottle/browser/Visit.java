package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A page in a browser of its own, and what it does that nobody asked for: errors, breaches of its
 * own Content-Security-Policy (the browser reports those as errors), dialogs, popups.
 */
final class Visit implements AutoCloseable {

  private static final int HEIGHT = 900;

  /** Whatever a page has to do, it does in a fraction of that. */
  static final int PATIENCE_MILLIS = 10_000;

  private static final Set<String> COMPLAINTS = Set.of("error", "warning", "assert");

  /** How Chromium reports an answer of 400 to 499, even one that the page makes use of. */
  private static final String REFUSED =
      "Failed to load resource: the server responded with a status of 4";

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private boolean refusalsExpected;

  Visit(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = context.newPage();
    page.onConsoleMessage(this::heard);
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onDialog(this::refuse);
    page.onPopup(popup -> complaints.add("popup: " + popup.url()));
    page.onRequest(request -> requests.add(request.url()));
  }

  static Browser.NewContextOptions options(Look look) {
    return new Browser.NewContextOptions()
        .setViewportSize(look.width(), HEIGHT)
        .setColorScheme(look.scheme())
        .setReducedMotion(ReducedMotion.REDUCE)
        .setLocale("en-US")
        .setTimezoneId("UTC");
  }

  private void heard(ConsoleMessage message) {
    boolean expected = refusalsExpected && message.text().startsWith(REFUSED);
    if (COMPLAINTS.contains(message.type()) && !expected) {
      complaints.add(message.type() + ": " + message.text());
    }
  }

  private void refuse(Dialog dialog) {
    complaints.add(dialog.type() + ": " + dialog.message());
    dialog.dismiss();
  }

  Page page() {
    return page;
  }

  /** Looks at the same page otherwise. */
  void look(Look look) {
    page.setViewportSize(look.width(), HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
  }

  BrowserContext context() {
    return context;
  }

  /** Lets the page use the clipboard, as its visitor would. */
  void allowClipboard() {
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
  }

  String clipboard() {
    return String.valueOf(page.evaluate("navigator.clipboard.readText()"));
  }

  /** From now on the server may refuse requests: what is half typed or wrong is sent as well. */
  void expectRefusals() {
    refusalsExpected = true;
  }

  /** The addresses of everything that was loaded or asked for, the page's own included. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** What the page complained about until now, which is forgotten with that. */
  List<String> takeComplaints() {
    String _ = page.title(); // whatever was on its way has arrived with this answer
    List<String> taken = List.copyOf(complaints);
    complaints.clear();
    return taken;
  }

  /** Fails unless the page had nothing to complain about. */
  void isQuiet() {
    assertThat(takeComplaints()).as("what %s complained about", page.url()).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
