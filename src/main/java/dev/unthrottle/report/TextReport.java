package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Certainty;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.Outlook;
import dev.unthrottle.diagnosis.Reason;
import dev.unthrottle.diagnosis.Recommendation;
import dev.unthrottle.diagnosis.Verdict;
import dev.unthrottle.diagnosis.WayOut;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.report.Ink.Tint;
import java.util.Locale;
import java.util.stream.Collectors;

/** A diagnosis as text of 80 columns. */
public final class TextReport {

  private final Diagnosis diagnosis;
  private final TextPage page;

  private TextReport(Diagnosis diagnosis, Ink ink) {
    this.diagnosis = diagnosis;
    this.page = new TextPage(ink);
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
    headline();
    why();
    remedies();
    also();
    timeline();
    Recommendation recommendation = diagnosis.recommendation();
    if (recommendation != null) {
      changes(recommendation);
      WayOut wayOut = recommendation.wayOut();
      if (wayOut != null) {
        wayOut(wayOut);
      }
      if (wayOut == null || wayOut.kind() != WayOut.Kind.ASYNCHRONOUS) {
        snippet(recommendation);
      }
    }
    new TextFootnotes(diagnosis, page).write();
    return page.toString();
  }

  private void headline() {
    var verdict = diagnosis.verdict();
    String cause = verdict.cause().id();
    String certainty = verdict.certainty().id();
    page.painted(
        page.ink().paint(Tint.BOLD, cause)
            + "  "
            + page.ink().paint(tint(verdict.certainty()), certainty));
    page.paragraph("", verdict.headline());
  }

  private static Tint tint(Certainty certainty) {
    return switch (certainty) {
      case PROVEN -> Tint.GREEN;
      case LIKELY -> Tint.YELLOW;
      case POSSIBLE -> Tint.RED;
    };
  }

  private void why() {
    if (!diagnosis.verdict().because().isEmpty()) {
      page.heading("Why");
    }
    for (Reason reason : diagnosis.verdict().because()) {
      page.paragraph("  • ", reason.fact() + " [" + reason.source().id() + "]");
    }
  }

  private void remedies() {
    if (!diagnosis.verdict().remedies().isEmpty()) {
      page.heading("What ends it");
    }
    diagnosis.verdict().remedies().forEach(remedy -> page.paragraph("  • ", remedy));
  }

  private void also() {
    for (Verdict.Also other : diagnosis.verdict().also()) {
      page.heading("As well: %s, %s".formatted(other.cause().id(), other.certainty().id()));
      page.paragraph("  ", other.headline());
      other.remedies().forEach(remedy -> page.paragraph("  • ", remedy));
    }
  }

  private void timeline() {
    if (diagnosis.timeline().attempts().isEmpty()) {
      return;
    }
    page.heading("One call now, %s".formatted(Wording.seenBy(diagnosis.timelineSource())));
    String limit = Limits.inWords(diagnosis.evidence());
    new TextTimeline(diagnosis.timeline(), limit).lines().forEach(page::line);
    proof(limit);
    Outlook current = diagnosis.current();
    Outlook recommended = diagnosis.recommended();
    if (current != null) {
      page.paragraph("  now:         ", Wording.outlook(current));
    }
    if (recommended != null) {
      page.paragraph("  recommended: ", Wording.outlook(recommended));
    }
  }

  /** The lanes of the same call with the recommended settings, where a probe made it. */
  private void proof(String limit) {
    ProbeRecord probe = diagnosis.probe();
    if (probe != null) {
      probe
          .step(ProbeStep.PROVE)
          .map(step -> new TextTimeline(step.timeline(), limit))
          .ifPresent(proof -> {
            page.paragraph("  ", "The same call with the recommended settings:");
            proof.lanes().forEach(page::line);
          });
    }
  }

  private void changes(Recommendation recommendation) {
    var changes = SettingChange.of(diagnosis, recommendation);
    page.heading(columns("What to change", "now", "recommended"));
    changes.stream()
        .filter(SettingChange::changes)
        .forEach(change ->
            page.line(columns("  " + change.setting(), change.current(), change.recommended())));
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

  /** What to do where settings alone can't be right. */
  private void wayOut(WayOut wayOut) {
    page.heading("The way out: " + wayOut.kind().id());
    page.paragraph("  ", wayOut.because());
    page.blank();
    paste(wayOut.snippet());
  }

  private static String columns(String setting, String now, String then) {
    return String.format(Locale.ROOT, "%-32s%-18s%s", setting, now, then);
  }

  /** The snippet for the client in question; that of another client is for the other reports. */
  private void snippet(Recommendation recommendation) {
    String client = diagnosis.client().client().id().id();
    String snippet = recommendation.snippets().get(client);
    if (snippet != null) {
      page.heading("For " + client);
      paste(snippet);
    }
  }

  private void paste(String snippet) {
    snippet.lines().forEach(line -> page.painted("  " + page.ink().paint(Tint.CYAN, line)));
  }
}
