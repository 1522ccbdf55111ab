package dev.unthrottle.report;

import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.Severity;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import dev.unthrottle.report.Ink.Tint;
import java.util.List;

/** A check as text of 80 columns. */
final class CheckText {

  private CheckText() {}

  static String of(CheckReport report, TextPage page) {
    report.checked().stream()
        .filter(checked -> !checked.hazards().isEmpty())
        .forEach(checked -> write(checked, page));
    page.paragraph("", summary(report));
    return page.toString();
  }

  private static void write(Checked checked, TextPage page) {
    page.painted(page.ink().paint(Tint.BOLD, checked.name()));
    List<Located> hazards = checked.hazards();
    for (int i = 0; i < hazards.size(); i++) {
      write(hazards.get(i), page);
      boolean last = i == hazards.size() - 1;
      String snippet = hazards.get(i).hazard().snippet();
      // Hazards of one call share the settings that end them all.
      if (snippet != null && (last || !snippet.equals(hazards.get(i + 1).hazard().snippet()))) {
        page.blank();
        snippet.lines().forEach(line -> page.painted("      " + page.ink().paint(Tint.CYAN, line)));
      }
    }
    page.blank();
  }

  private static void write(Located located, TextPage page) {
    Hazard hazard = located.hazard();
    Severity severity = hazard.rule().severity();
    String head = "  %s  %s".formatted(severity.id(), hazard.rule().id());
    String place = located.place() == null ? "" : "  " + located.place();
    boolean fits = head.length() + place.length() <= TextPage.COLUMNS;
    page.painted(
        "  %s  %s%s"
            .formatted(
                page.ink().paint(tint(severity), severity.id()),
                page.ink().paint(Tint.BOLD, hazard.rule().id()),
                fits ? page.ink().paint(Tint.DIM, place) : ""));
    if (!fits) {
      page.painted("  " + page.ink().paint(Tint.DIM, place));
    }
    page.paragraph("    ", hazard.found());
    page.paragraph("    why: ", hazard.why());
    page.paragraph("    fix: ", hazard.fix());
  }

  private static Tint tint(Severity severity) {
    return switch (severity) {
      case ERROR -> Tint.RED;
      case WARNING -> Tint.YELLOW;
      case NOTE -> Tint.CYAN;
    };
  }

  private static String summary(CheckReport report) {
    long all = report.hazards().count();
    String looked = Figures.count(report.checked().size(), "setup") + " checked: ";
    return all == 0
        ? looked + "no hazard."
        : looked
            + "%s, %s, %s."
                .formatted(
                    Figures.count(report.count(Severity.ERROR), "error"),
                    Figures.count(report.count(Severity.WARNING), "warning"),
                    Figures.count(report.count(Severity.NOTE), "remark"));
  }
}
