package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.diagnosis.cause.Certainty;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.report.Ink.Tint;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the long and the short text report of a diagnosis have in common. */
final class TextSections {

  private final Diagnosis diagnosis;
  private final TextPage page;

  TextSections(Diagnosis diagnosis, TextPage page) {
    this.diagnosis = diagnosis;
    this.page = page;
  }

  /** The cause, how sure it is, and the sentence that tells it. */
  void headline() {
    Verdict verdict = diagnosis.verdict();
    page.painted(
        page.ink().paint(Tint.BOLD, verdict.cause().id())
            + "  "
            + page.ink().paint(tint(verdict.certainty()), verdict.certainty().id()));
    page.paragraph("", verdict.headline());
  }

  private static Tint tint(Certainty certainty) {
    return switch (certainty) {
      case PROVEN -> Tint.GREEN;
      case LIKELY -> Tint.YELLOW;
      case POSSIBLE -> Tint.RED;
    };
  }

  /** The facts that the verdict rests on, one by one. */
  void why(Stream<String> facts) {
    if (!diagnosis.verdict().because().isEmpty()) {
      page.heading("Why");
    }
    facts.forEach(fact -> page.paragraph("  • ", fact));
  }

  /** What ends the cause where it isn't a setting, and what else is wrong. */
  void remedies() {
    if (!diagnosis.verdict().remedies().isEmpty()) {
      page.heading("What ends it");
    }
    diagnosis.verdict().remedies().forEach(remedy -> page.paragraph("  • ", remedy));
    for (Verdict.Also other : diagnosis.verdict().also()) {
      page.heading("As well: %s, %s".formatted(other.cause().id(), other.certainty().id()));
      page.paragraph("  ", other.headline());
      other.remedies().forEach(remedy -> page.paragraph("  • ", remedy));
    }
  }

  /** The settings that have to change, and {@code more} that the reader should compare. */
  void changes(List<SettingChange> changes, List<SettingChange> more) {
    page.heading(columns("What to change", "now", "recommended"));
    changes.stream().filter(SettingChange::changes).forEach(this::change);
    more.forEach(this::change);
  }

  private void change(SettingChange change) {
    page.line(columns("  " + change.setting(), change.current(), change.recommended()));
  }

  private static String columns(String setting, String now, String then) {
    return String.format(Locale.ROOT, "%-32s%-18s%s", setting, now, then);
  }

  /** What to paste: the way out where settings can't be right, and the settings where they help. */
  void paste(Recommendation recommendation) {
    WayOut wayOut = recommendation.wayOut();
    if (wayOut != null) {
      page.heading("The way out: " + wayOut.kind().id());
      page.paragraph("  ", wayOut.because());
      page.blank();
      snippet(wayOut.snippet());
    }
    if (wayOut == null || wayOut.kind() != WayOut.Kind.ASYNCHRONOUS) {
      settings(recommendation);
    }
  }

  /** The snippet for the client in question; that of another client is for the other reports. */
  private void settings(Recommendation recommendation) {
    String client = diagnosis.client().client().id().id();
    String snippet = recommendation.snippets().get(client);
    if (snippet != null) {
      page.heading("For " + client);
      snippet(snippet);
    }
  }

  private void snippet(String snippet) {
    snippet.lines().forEach(line -> page.painted("  " + page.ink().paint(Tint.CYAN, line)));
  }
}
