package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.cause.Certainty;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.diagnosis.cause.Verdict.RuledOut;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.probe.ProbeRecord;
import java.util.List;
import java.util.stream.Collectors;

/** The end of the text report: figures, side effects, and how sure it all is. */
final class TextFootnotes {

  /** How many of the causes that it isn't have room here; the nearest come first. */
  private static final int RIVALS = 3;

  private final Diagnosis diagnosis;
  private final TextPage page;

  TextFootnotes(Diagnosis diagnosis, TextPage page) {
    this.diagnosis = diagnosis;
    this.page = page;
  }

  void write() {
    page.blank();
    noteIfAny("Measured:     ", MeasuredText.of(diagnosis.measurements()));
    page.paragraph("Side effects: ", sideEffects(diagnosis));
    noteIfAny("Plan:         ", unplayedPlan());
    noteIfAny("Probe:        ", ProbeText.notes(diagnosis));
    noteIfAny("Ruled out:    ", ruledOut());
    noteIfAny("Client:       ", String.join(" ", diagnosis.client().warnings()));
    missing().forEach(missing -> page.paragraph("Missing:      ", missing));
    gaps(diagnosis).forEach(gap -> page.paragraph("Not read:     ", gap(gap)));
  }

  /** What fits one screen: short figures, but all that was done and all that is missing. */
  void brief() {
    page.blank();
    noteIfAny("Measured:     ", MeasuredText.brief(diagnosis.measurements()));
    page.paragraph("Side effects: ", sideEffects(diagnosis, ""));
    noteIfAny("Plan:         ", unplayedPlan());
    noteIfAny("Probe:        ", ProbeText.notes(diagnosis));
    noteIfAny("Client:       ", String.join(" ", diagnosis.client().warnings()));
    missing().forEach(missing -> page.paragraph("Missing:      ", missing));
    noteIfAny(
        "Not read:     ",
        gaps(diagnosis).stream().map(Gap::what).collect(Collectors.joining(", ")));
    page.paragraph("More:         ", more());
  }

  /** What would change the verdict; never empty where that isn't proven. */
  private List<String> missing() {
    Verdict verdict = diagnosis.verdict();
    if (!verdict.missing().isEmpty() || verdict.certainty() == Certainty.PROVEN) {
      return verdict.missing();
    }
    boolean canProbe = diagnosis.probe() == null && diagnosis.current() != null;
    return List.of(
        "Nothing of what was looked for."
            + (canProbe ? " A probe may tell more: --probe reproduce." : ""));
  }

  private String more() {
    int rivals = diagnosis.verdict().ruledOut().size();
    return "--verbose%s, --format html, --format json"
        .formatted(rivals == 0 ? "" : " (why not " + Figures.count(rivals, "other cause") + ")");
  }

  /** One that was carried out was shown before it was, and is told by what happened. */
  private String unplayedPlan() {
    ProbeRecord probe = diagnosis.probe();
    return probe == null || !probe.steps().isEmpty() ? "" : ProbeText.plan(diagnosis);
  }

  private void noteIfAny(String label, String note) {
    if (!note.isEmpty()) {
      page.paragraph(label, note);
    }
  }

  private static String logQuery(Diagnosis diagnosis) {
    LogQuery query = Figures.logQuery(diagnosis);
    return query == null
        ? ""
        : "; querying the logs scanned %s MB for about %s USD (%s USD were expected)"
            .formatted(
                Figures.decimal(query.bytesScanned() / 1e6, 1),
                Figures.decimal(query.costUsd(), 4),
                Figures.decimal(query.estimatedUsd(), 4));
  }

  /** What the diagnosis did to the function and to AWS. */
  static String sideEffects(Diagnosis diagnosis) {
    return sideEffects(diagnosis, ", others' refusals unknown as yet");
  }

  private static String sideEffects(Diagnosis diagnosis, String unknown) {
    ProbeRecord probe = diagnosis.probe();
    String calls = Figures.count(diagnosis.awsCalls(), "call") + " to AWS" + logQuery(diagnosis);
    if (probe == null || (probe.invocations() == 0 && probe.refusals() == 0)) {
      return "nothing was invoked; " + calls;
    }
    String others =
        probe.foreignRefusals() == null
            ? unknown
            : ", " + Figures.count(probe.foreignRefusals(), "refusal") + " of others meanwhile";
    return "%s, %s%s, about %s; %s"
        .formatted(
            Figures.count(probe.invocations(), "invocation"),
            Figures.count(probe.refusals(), "refusal"),
            others,
            Figures.dollars(probe.estimatedCostUsd()),
            calls);
  }

  private String ruledOut() {
    List<RuledOut> rivals = diagnosis.verdict().ruledOut();
    String nearest =
        rivals.stream().limit(RIVALS).map(TextFootnotes::rival).collect(Collectors.joining(" "));
    return rivals.size() <= RIVALS
        ? nearest
        : nearest
            + " And %d others, each with its reason in the JSON and the HTML report."
                .formatted(rivals.size() - RIVALS);
  }

  private static String rival(RuledOut rival) {
    return "%s: %s".formatted(rival.cause().id(), rival.because());
  }

  /** The gaps that the verdict's own list of what is missing doesn't tell. */
  static List<Gap> gaps(Diagnosis diagnosis) {
    List<String> told = diagnosis.verdict().missing();
    return diagnosis.gaps().stream()
        .filter(gap -> told.stream().noneMatch(sentence -> sentence.contains(gap.why())))
        .toList();
  }

  /** One gap, in words. */
  static String gap(Gap gap) {
    String needs = gap.iamAction() == null ? "" : " It needs " + gap.iamAction() + ".";
    return "%s (%s, %s). %s%s"
        .formatted(gap.what(), gap.apiCall(), gap.kind().id(), gap.why(), needs);
  }
}
