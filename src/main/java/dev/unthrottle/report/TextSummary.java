package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.cause.Reason;
import dev.unthrottle.report.Ink.Tint;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A diagnosis on one screen of 80 columns: the verdict, a picture, why, what to change and to
 * paste, and how sure that is. {@link TextReport} has the rest.
 */
public final class TextSummary {

  /** How many facts a reader takes in at a glance; the verdict names the weightiest first. */
  private static final int FACTS = 3;

  private final Diagnosis diagnosis;
  private final TextPage page;
  private final TextSections sections;

  private TextSummary(Diagnosis diagnosis, Ink ink) {
    this.diagnosis = diagnosis;
    this.page = new TextPage(ink);
    this.sections = new TextSections(diagnosis, page);
  }

  /**
   * The summary.
   *
   * @param colour whether to use ANSI colours
   */
  public static String of(Diagnosis diagnosis, boolean colour) {
    return new TextSummary(diagnosis, new Ink(colour)).write();
  }

  private String write() {
    sections.headline();
    picture();
    sections.why(diagnosis.verdict().because().stream().limit(FACTS).map(Reason::fact));
    sections.remedies();
    new TextWhatIf(diagnosis.alternatives(), page).brief();
    Recommendation recommendation = diagnosis.recommendation();
    if (recommendation != null) {
      sections.changes(
          SettingChange.of(diagnosis, recommendation), List.of(waiting(recommendation)));
      sections.paste(recommendation);
    }
    new TextFootnotes(diagnosis, page).brief();
    return page.toString();
  }

  /** One call now, and under it the same call with the recommended settings, if it was made. */
  private void picture() {
    Timeline now = diagnosis.timeline();
    if (now.attempts().isEmpty()) {
      return;
    }
    Optional<Timeline> proof = diagnosis.proof();
    Duration end = later(Lanes.end(now), proof.map(Lanes::end).orElse(Duration.ZERO));
    String heading = "One call now, " + Wording.seenBy(diagnosis.timelineSource());
    String scale = "0 to " + Figures.duration(end);
    page.blank()
        .painted(
            page.ink().paint(Tint.BOLD, heading)
                + " ".repeat(TextPage.COLUMNS - heading.length() - scale.length())
                + scale);
    page.drawn(new TextTimeline(now, Limits.inWords(diagnosis.evidence()), end).picture());
    proof.ifPresent(made -> page.drawn(new TextTimeline(made, "", end).proof()));
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private SettingChange waiting(Recommendation recommendation) {
    return new SettingChange(
        "the caller waits at most",
        Wording.orForEver(CallerTimeout.of(diagnosis.client().client()).worstCase()),
        Wording.orForEver(recommendation.callerTimeout().worstCase()));
  }
}
