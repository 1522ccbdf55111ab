package dev.unthrottle.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What one sees and touches of the console, by the names that a screen reader says. */
record ConsolePage(Visit visit) {

  Page page() {
    return visit.page();
  }

  /** A part of the page: {@code explain}, {@code client}, {@code simulate}, {@code diagnose}. */
  Locator part(String id) {
    return page().locator("#" + id);
  }

  Locator field(String label) {
    return page().getByRole(AriaRole.TEXTBOX, named(label));
  }

  Locator slider(String label) {
    return page().getByRole(AriaRole.SLIDER, named(label));
  }

  Locator button(String label) {
    return page().getByRole(AriaRole.BUTTON, named(label));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
