package dev.unthrottle.report;

import java.util.List;

/**
 * The kinds of text in a picture, each with its size. A picture is laid out without asking a font,
 * so a text counts as wide as in the widest of the usual ones, DejaVu Sans; in others it is
 * shorter.
 */
enum Lettering {
  /** What a timeline is. */
  HEADING(14, 1.12),
  /** What happened there. */
  TOLD(12, 1),
  /** What a line or a lane is. */
  NOTE(12, 1),
  /** A time of the axis, or the length of a gap. */
  TIME(11, 1),
  /** What stands in a bar. */
  INSIDE(11, 1);

  /** Smaller than this nothing is written, in CSS pixels. */
  static final int SMALLEST = 11;

  private static final String THIN = "ijl.,:;'|";
  private static final String NARROW = " -/()[]{}frtI!\"·–";
  private static final String WIDE = "mwMW%@—…";
  private static final String SYMBOLS = "+=<>~#×_^&*?$";

  private final int size;
  private final double weight;

  Lettering(int size, double weight) {
    this.size = size;
    this.weight = weight;
  }

  /** The size in CSS pixels, at least {@value #SMALLEST}. */
  int size() {
    return size;
  }

  /** How wide a text is at most, in CSS pixels. */
  double width(String text) {
    return text.codePoints().mapToDouble(Lettering::ems).sum() * size * weight;
  }

  /** The text, or as much of its beginning as has room, with an ellipsis. */
  String fit(String text, double width) {
    String shorter = text;
    while (!shorter.isEmpty() && width(shorter.equals(text) ? text : shorter + "…") > width) {
      shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
    }
    return shorter.equals(text) ? text : shorter.stripTrailing() + "…";
  }

  /** The text in two lines at most, broken between words where that is possible. */
  List<String> wrap(String text, double width) {
    if (width(text) <= width) {
      return List.of(text);
    }
    int cut = text.length();
    while (cut > 0 && width(text.substring(0, cut)) > width) {
      cut = text.lastIndexOf(' ', cut - 1);
    }
    return cut <= 0
        ? List.of(fit(text, width))
        : List.of(text.substring(0, cut), fit(text.substring(cut + 1), width));
  }

  private static double ems(int character) {
    if (THIN.indexOf(character) >= 0) {
      return 0.36;
    }
    if (NARROW.indexOf(character) >= 0) {
      return 0.5;
    }
    if (WIDE.indexOf(character) >= 0) {
      return 1.02;
    }
    if (SYMBOLS.indexOf(character) >= 0 || (character >= 'A' && character <= 'Z')) {
      return 0.84;
    }
    return character >= ' ' && character < 0x7F ? 0.65 : 1.4;
  }
}
