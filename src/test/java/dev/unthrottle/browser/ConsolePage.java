package dev.unthrottle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** What one sees and touches of the console, by the names that a screen reader says. */
record ConsolePage(Visit visit) {

  /** What holds all that was entered: two pages that agree in it show the same. */
  private static final String ENTERED =
      """
      () => [...document.querySelectorAll('[data-name]')].map(field => field.dataset.name + '='
        + (['radio', 'checkbox'].includes(field.type) ? field.value + field.checked : field.value))
      """;

  private static final String FOCUSED = "() => document.activeElement?.id ?? ''";

  /** More steps than the page has controls. */
  private static final int STEPS = 80;

  Page page() {
    return visit.page();
  }

  /** Something by its id: a part of the page, or what stands in one. */
  Locator part(String id) {
    return page().locator("#" + id);
  }

  Locator headline() {
    return part("headline");
  }

  Locator picture() {
    return part("picture").locator("svg");
  }

  /** A row of the comparison: what happens now, and what with the recommended settings. */
  Locator figures(String row) {
    return part("figures").locator("tr", new Locator.LocatorOptions().setHasText(row)).locator("td");
  }

  Locator field(String label) {
    return page().getByRole(AriaRole.TEXTBOX, named(label));
  }

  /** A text field with suggestions, which has a role of its own, or a list to choose from. */
  Locator choice(String label) {
    return page().getByRole(AriaRole.COMBOBOX, named(label));
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

  /** Waits until the page shows what its settings lead to. */
  ConsolePage settle() {
    assertThat(picture()).isVisible();
    assertThat(part("picture")).hasAttribute("aria-busy", "false");
    assertThat(part("effective").locator("table").first()).isVisible();
    return this;
  }

  List<String> entered() {
    return ((List<?>) page().evaluate(ENTERED)).stream().map(String::valueOf).toList();
  }

  /** Where the keyboard stops on its way through the page, each with a mark that shows it. */
  List<String> stops() {
    List<String> stops = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      page().keyboard().press("Tab");
      String id = String.valueOf(page().evaluate(FOCUSED));
      if (!id.isEmpty() && !stops.contains(id)) {
        stops.add(id);
      }
    }
    return stops;
  }

  /** Goes on from control to control until the one of that id has the focus. */
  void tabTo(String id) {
    for (int step = 0; step < STEPS; step++) {
      page().keyboard().press("Tab");
      if (page().evaluate(FOCUSED).equals(id)) {
        return;
      }
    }
    throw new AssertionError("The keyboard doesn't get to #" + id);
  }
}
