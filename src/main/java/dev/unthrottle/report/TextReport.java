package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import java.util.List;
import java.util.stream.Collectors;

/** All of a diagnosis as text of 80 columns; {@link TextSummary} is what of it fits one screen. */
public final class TextReport {

  private final Diagnosis diagnosis;
  private final TextPage page;
  private final TextSections sections;

  private TextReport(Diagnosis diagnosis, Ink ink) {
    this.diagnosis = diagnosis;
    this.page = new TextPage(ink);
    this.sections = new TextSections(diagnosis, page);
  }

  /**
   * The report.
   *
   * @param colour whether to use ANSI colours
   */
  public static String of(Diagnosis diagnosis, boolean colour) {
    return new TextReport(diagnosis, new Ink(colour)).write();
  }

  private String write() {
    sections.headline();
    sections.why(
        diagnosis.verdict().because().stream()
            .map(reason -> "%s [%s]".formatted(reason.fact(), reason.source().id())));
    sections.remedies();
    timeline();
    new TextWhatIf(diagnosis.alternatives(), page).full();
    Recommendation recommendation = diagnosis.recommendation();
    if (recommendation != null) {
      changes(recommendation);
      sections.paste(recommendation);
    }
    new TextFootnotes(diagnosis, page).write();
    return page.toString();
  }

  private void timeline() {
    if (diagnosis.timeline().attempts().isEmpty()) {
      return;
    }
    page.heading("One call now, %s".formatted(Wording.seenBy(diagnosis.timelineSource())));
    String limit = Limits.inWords(diagnosis.evidence());
    page.drawn(new TextTimeline(diagnosis.timeline(), limit).lines());
    proof(limit);
  }

  /** The lanes of the same call with the recommended settings, where a probe made it. */
  private void proof(String limit) {
    diagnosis
        .proof()
        .map(made -> new TextTimeline(made, limit))
        .ifPresent(proof -> {
          page.paragraph("  ", "The same call with the recommended settings:");
          page.drawn(proof.lanes());
        });
  }

  private void changes(Recommendation recommendation) {
    List<SettingChange> changes = SettingChange.of(diagnosis, recommendation);
    sections.changes(changes, List.of());
    String kept =
        changes.stream()
            .filter(change -> !change.changes())
            .map(change -> change.setting() + " " + change.current())
            .collect(Collectors.joining(", "));
    if (!kept.isEmpty()) {
      page.paragraph("  as it is: ", kept);
    }
    AdviceText.waiting(diagnosis, recommendation).forEach(it -> page.paragraph("  ", it));
    AdviceText.sizing(recommendation.sizing()).forEach(it -> page.paragraph("  ", it));
    AdviceText.chain(recommendation.chain()).forEach(it -> page.paragraph("  ", it));
  }
}
