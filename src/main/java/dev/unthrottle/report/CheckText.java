package dev.unthrottle.report;

import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.Severity;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import dev.unthrottle.report.Ink.Tint;
import java.util.List;
import java.util.Objects;

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
      Hazard hazard = hazards.get(i).hazard();
      write(hazards.get(i), page);
      // Hazards of one call share the settings that end them all.
      if (hazards.stream().skip(i + 1L).noneMatch(later -> shared(hazard, later.hazard()))) {
        writeRemedy(hazard, page);
      }
    }
    page.blank();
  }

  private static boolean shared(Hazard hazard, Hazard later) {
    return Objects.equals(hazard.together(), later.together())
        && Objects.equals(hazard.snippet(), later.snippet());
  }

  private static void writeRemedy(Hazard hazard, TextPage page) {
    if (hazard.together() != null) {
      page.blank();
      page.paragraph("    ", hazard.together());
    }
    if (hazard.snippet() != null) {
      page.blank();
      page.snippet("      ", hazard.snippet());
    }
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
    long ignored = report.ignored().count();
    return Figures.count(report.checked().size(), "setup")
        + " checked: "
        + (all == 0
            ? "no hazard"
            : "%s, %s, %s"
                .formatted(
                    Figures.count(report.count(Severity.ERROR), "error"),
                    Figures.count(report.count(Severity.WARNING), "warning"),
                    Figures.count(report.count(Severity.NOTE), "note")))
        + (ignored == 0 ? "." : "; %d ignored.".formatted(ignored));
  }
}
