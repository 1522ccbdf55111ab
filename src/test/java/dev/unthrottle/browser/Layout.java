package dev.unthrottle.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** What a page looks like, measured in the browser: what no reader of its source can tell. */
final class Layout {

  /** In CSS pixels: what the smallest text has at least. */
  private static final int SMALLEST = 11;

  private static final String OVERFLOW =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  private static final String CLIPPED =
      """
      () => [...document.querySelectorAll('body *')]
        .filter(it => it.checkVisibility() && it.clientWidth > 1 && !it.closest('svg'))
        .filter(it => it.scrollWidth > it.clientWidth + 1
          && getComputedStyle(it).overflowX !== 'visible')
        .map(it => `${it.localName}: ${it.textContent.trim().slice(0, 80)}`)
      """;

  private static final String SMALL_TEXT =
      """
      smallest => {
        const found = new Set();
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          const element = text.parentElement;
          if (!text.data.trim() || !element.checkVisibility() || !element.getClientRects().length) continue;
          const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
          const size = parseFloat(getComputedStyle(element).fontSize) * scale;
          if (size < smallest - 0.01) found.add(`${Math.round(size * 10) / 10} px: ${text.data.trim()}`);
        }
        return [...found];
      }
      """;

  /** Two labels collide when they share more than a pixel both across and down. */
  private static final String COLLISIONS =
      """
      () => [...document.querySelectorAll('svg')].filter(it => it.checkVisibility()).flatMap(svg => {
        const frame = svg.getBoundingClientRect();
        const labels = [...svg.querySelectorAll('text')]
          .filter(it => it.checkVisibility() && it.textContent.trim())
          .map(it => ({ text: it.textContent.trim(), box: it.getBoundingClientRect() }));
        const apart = (a, b) => a.right < b.left + 1 || b.right < a.left + 1
          || a.bottom < b.top + 1 || b.bottom < a.top + 1;
        const over = labels.flatMap((a, i) => labels.slice(i + 1)
          .filter(b => !apart(a.box, b.box)).map(b => `${a.text} × ${b.text}`));
        const out = labels.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
          .map(({ text }) => `${text} leaves the picture`);
        return [...over, ...out];
      })
      """;

  private static final String EXECUTABLES =
      """
      () => [...document.querySelectorAll('*')].flatMap(it => [
        ...(['iframe', 'object', 'embed', 'base'].includes(it.localName) ? [it.localName] : []),
        ...[...it.attributes]
          .filter(({ name, value }) => name.startsWith('on') || /^\\s*(javascript|data):/i.test(value))
          .map(({ name }) => `${it.localName}.${name}`)])
      """;

  private static final String OTHER_FONT =
      """
      family => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`:not(code, pre, kbd, samp, code *, pre *) { font-family: ${family} !important }`);
        document.adoptedStyleSheets.push(sheet);
      }
      """;

  private final Page page;

  Layout(Page page) {
    this.page = page;
  }

  /** By how many pixels the page is wider than its window. */
  int overflow() {
    return (int) page.evaluate(OVERFLOW);
  }

  /** The boxes whose content is cut off or has to be scrolled to. */
  List<String> clipped() {
    return list(CLIPPED);
  }

  /** The text that is shown smaller than eleven pixels. */
  List<String> smallText() {
    return list(SMALL_TEXT, SMALLEST);
  }

  /** The labels in pictures that lie on one another, or are cut off by the picture's end. */
  List<String> collisions() {
    return list(COLLISIONS);
  }

  /**
   * What could run something: handlers in attributes, foreign documents, addresses that are code.
   */
  List<String> executables() {
    return list(EXECUTABLES);
  }

  /** Shows all text but code in another font. */
  Layout in(String family) {
    page.evaluate(OTHER_FONT, family);
    return this;
  }

  private List<String> list(String script) {
    return strings(page.evaluate(script));
  }

  private List<String> list(String script, Object argument) {
    return strings(page.evaluate(script, argument));
  }

  private static List<String> strings(Object answer) {
    return ((List<?>) answer).stream().map(String::valueOf).toList();
  }
}
