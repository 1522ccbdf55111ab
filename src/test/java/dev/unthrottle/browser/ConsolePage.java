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

  /** The picture is the one that was asked for last, drawn for the width that it has room for. */
  private static final String SETTLED =
      """
      () => {
        const figure = document.getElementById('picture');
        const drawing = figure.querySelector('svg');
        return drawing !== null && figure.getAttribute('aria-busy') === 'false'
          && figure.clientWidth - drawing.viewBox.baseVal.width >= 0
          && figure.clientWidth - drawing.viewBox.baseVal.width < 20;
      }
      """;

  /** Everything is loaded, and two more pictures of the page were made since. */
  private static final String LAID_OUT =
      """
      () => document.readyState === 'complete' && document.fonts.ready.then(() => new Promise(
        (laidOut) => requestAnimationFrame(() => requestAnimationFrame(() => laidOut(true)))))
      """;

  private static final String NUMBER_CONTROLS =
      """
      () => {
        const controls = [...document.querySelectorAll(
          'a[href], button, input:not([type=radio]), [type=radio]:checked, select, textarea, summary, [tabindex="0"]')]
          .filter(it => it.checkVisibility());
        controls.forEach((it, at) => it.dataset.control = at);
        return controls.length;
      }
      """;

  /** The number of the control that has the focus and shows it; -1 if none does. */
  private static final String FOCUSED_CONTROL =
      """
      () => {
        const it = document.activeElement;
        const style = getComputedStyle(it);
        const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        return shown ? Number(it.dataset.control ?? -1) : -1;
      }
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
    return part("figures")
        .locator("tr", new Locator.LocatorOptions().setHasText(row))
        .locator("td");
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
    page().waitForFunction(SETTLED);
    page().waitForFunction(LAID_OUT);
    page().waitForFunction(SETTLED);
    assertThat(part("effective").locator("table").first()).isVisible();
    return this;
  }

  List<String> entered() {
    return ((List<?>) page().evaluate(ENTERED)).stream().map(String::valueOf).toList();
  }

  /**
   * Where the keyboard stops on its way through the page: the numbers of the controls in the order
   * of the page, of which a group of radio buttons is one.
   */
  List<Integer> stops() {
    int controls = (int) page().evaluate(NUMBER_CONTROLS);
    List<Integer> stops = new ArrayList<>();
    for (int control = 0; control < controls; control++) {
      page().keyboard().press("Tab");
      stops.add((int) page().evaluate(FOCUSED_CONTROL));
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
