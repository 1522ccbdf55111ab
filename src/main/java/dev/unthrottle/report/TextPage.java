package dev.unthrottle.report;

import dev.unthrottle.client.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lines of at most 80 columns. Nothing in them acts on a terminal but the colours of the page's own
 * ink: every text becomes visible here, whoever wrote it.
 */
final class TextPage {

  /** The width of a terminal that nobody has widened. */
  static final int COLUMNS = 80;

  private static final String TAB = "    ";

  private static final Pattern UNIT = Pattern.compile("(?<=\\d) (?=(?:ms|s|min|h|%)\\b|%)");

  private final Ink ink;
  private final StringBuilder text = new StringBuilder();

  TextPage(Ink ink) {
    this.ink = ink;
  }

  Ink ink() {
    return ink;
  }

  TextPage line(String line) {
    return painted(Quote.visible(line));
  }

  /** A line whose texts all come from {@link Ink#paint}. */
  TextPage painted(String line) {
    text.append(line.stripTrailing()).append('\n');
    return this;
  }

  /** Lines of a picture, their marks in colour. */
  TextPage drawn(List<String> lines) {
    lines.forEach(line -> painted(ink.drawing(Quote.visible(line))));
    return this;
  }

  /** Code to paste, each line after {@code indent}; a tab becomes blanks, which paste as well. */
  TextPage snippet(String indent, String code) {
    code.lines()
        .map(line -> line.replace("\t", TAB))
        .forEach(line -> painted(indent + ink.paint(Ink.Tint.CYAN, line)));
    return this;
  }

  TextPage blank() {
    return line("");
  }

  /** An empty line, and a heading. */
  TextPage heading(String heading) {
    return blank().painted(ink.paint(Ink.Tint.BOLD, heading));
  }

  /** Wrapped, the first line after {@code first}, the others under its text. */
  TextPage paragraph(String first, String content) {
    String rest = " ".repeat(first.length());
    String lead = first;
    for (String line : wrap(Quote.visible(content), COLUMNS - first.length())) {
      line(lead + line);
      lead = rest;
    }
    return this;
  }

  /** Like {@link #paragraph}, where the content's own lines stay lines. */
  TextPage lines(String first, String content) {
    String lead = first;
    for (String line : content.split("\n", -1)) {
      paragraph(lead, line);
      lead = " ".repeat(first.length());
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * Breaks between words, but not between a number and its unit; a word that is longer than a line
   * is left whole.
   */
  static List<String> wrap(String content, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    String glued = UNIT.matcher(content.strip()).replaceAll("\u00a0");
    for (String word : glued.split("[ \\t\\n]+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(unglued(line));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(unglued(line));
    return lines;
  }

  private static String unglued(CharSequence line) {
    return line.toString().replace('\u00a0', ' ');
  }
}
