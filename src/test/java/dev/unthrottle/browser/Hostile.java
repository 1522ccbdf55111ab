package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Strings that somebody outside chose, to run a script in the browser of whoever looks. */
final class Hostile {

  private Hostile() {}

  /**
   * Closes whatever it may stand in, and then tries to run a script.
   *
   * @param place where it is put, by which it is found again
   */
  static String markup(String place) {
    return "\"'--></style></script><svg onload=\"injected='%s'\"><img src=x onerror=\"injected='%s'\">"
        .formatted(place, place);
  }

  /** Nothing of it ran, and nothing of it is there but its text. */
  static void isHarmlessIn(Page page) {
    assertThat(page.evaluate("window.injected ?? null")).isNull();
    assertThat(page.locator("img, svg[onload]").count()).isZero();
    assertThat(new Layout(page).executables()).isEmpty();
  }
}
