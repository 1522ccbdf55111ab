package dev.unthrottle.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How somebody looks at a page.
 *
 * @param width of the window, in CSS pixels
 * @param scheme whether light or dark is preferred
 */
record Look(int width, ColorScheme scheme) {

  /** The narrowest window that a page is made for. */
  static final int NARROW = 400;

  /** That of most notebooks' halves. */
  static final int MIDDLE = 900;

  /** The widest that a page makes use of. */
  static final int WIDE = 1600;

  /** A light page in a window of a common width. */
  static Look plain() {
    return light(MIDDLE);
  }

  static Look light(int width) {
    return new Look(width, ColorScheme.LIGHT);
  }

  /** The ends of the range, one light and one dark. */
  static Stream<Look> extremes() {
    return Stream.of(light(NARROW), new Look(WIDE, ColorScheme.DARK));
  }

  /** Three widths, light. */
  static Stream<Look> widths() {
    return Stream.of(light(NARROW), light(MIDDLE), light(WIDE));
  }

  /** Three widths, light and dark. */
  static Stream<Look> all() {
    return widths().flatMap(light -> Stream.of(light, new Look(light.width(), ColorScheme.DARK)));
  }

  /** As in {@code 400-dark}. */
  @Override
  public String toString() {
    return width + "-" + scheme.name().toLowerCase(Locale.ROOT);
  }
}
