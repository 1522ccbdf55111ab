package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.report.TimelineSvg.Panel;
import java.util.List;
import java.util.Locale;

/**
 * A picture in a page. It is drawn for a narrow, a middling and a wide page, of which the style
 * shows one, so that its text is never scaled down; the others are not there for screen readers.
 */
final class HtmlPicture {

  private HtmlPicture() {}

  /** The widths that the style knows, by their classes. */
  private enum Width {
    NARROW(320),
    MIDDLING(600),
    WIDE(920);

    private final int pixels;

    Width(int pixels) {
      this.pixels = pixels;
    }
  }

  /** Draws a picture for a width. */
  @FunctionalInterface
  interface Drawing {
    Markup of(int width);
  }

  static void write(Markup page, Diagnosis diagnosis) {
    if (diagnosis.timeline().attempts().isEmpty()) {
      return;
    }
    HtmlPage.section(page, "picture", "One call, " + Wording.seenBy(diagnosis.timelineSource()));
    timelines(page, DiagnosisPicture.panels(diagnosis));
    page.close().line();
  }

  /** Timelines, and their data as tables. */
  static void timelines(Markup page, List<Panel> panels) {
    drawn(page, width -> TimelineSvg.within(panels, width));
    page.open("details").element("summary", "The same as a table");
    panels.forEach(panel -> HtmlTimelineTable.write(page, panel.heading(), panel.timeline()));
    page.close().line();
  }

  /** A picture for every width. */
  static void drawn(Markup page, Drawing drawing) {
    page.open("figure").line();
    for (Width width : Width.values()) {
      page.open("div", "class", "scroll " + width.name().toLowerCase(Locale.ROOT));
      page.add(drawing.of(width.pixels)).close().line();
    }
    page.close().line();
  }
}
