package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.Measurements;
import dev.unthrottle.diagnosis.Verdict.RuledOut;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.probe.ProbeRecord;
import java.util.ArrayList;
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
    noteIfAny("Measured:     ", measured(diagnosis.measurements()));
    page.paragraph("Side effects: ", sideEffects(diagnosis));
    noteIfAny("Probe:        ", probeNotes(diagnosis));
    noteIfAny("Ruled out:    ", ruledOut());
    noteIfAny("Client:       ", String.join(" ", diagnosis.client().warnings()));
    diagnosis.verdict().missing().forEach(missing -> page.paragraph("Missing:      ", missing));
    gaps(diagnosis).forEach(gap -> page.paragraph("Not read:     ", gap(gap)));
  }

  private void noteIfAny(String label, String note) {
    if (!note.isEmpty()) {
      page.paragraph(label, note);
    }
  }

  /** What was measured, in words; empty if nothing was. */
  static String measured(Measurements measurements) {
    var parts = new ArrayList<String>();
    if (!measurements.connect().isEmpty()) {
      parts.add(
          "connecting takes %s ms on average"
              .formatted(Figures.decimal(Figures.meanMillis(measurements.connect()), 1)));
    }
    if (!measurements.request().isEmpty()) {
      parts.add(
          "a full request %s s"
              .formatted(Figures.decimal(Figures.meanMillis(measurements.request()) / 1000, 2)));
    }
    DurationStatistics durations = measurements.durations();
    if (durations != null) {
      parts.add(
          "%s in the logs ran p50 %s, p99 %s, at most %s"
              .formatted(
                  Figures.count(durations.count(), "execution"),
                  Figures.duration(durations.p50()),
                  Figures.duration(durations.p99()),
                  Figures.duration(durations.max())));
    }
    return String.join("; ", parts);
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
    ProbeRecord probe = diagnosis.probe();
    String calls = Figures.count(diagnosis.awsCalls(), "call") + " to AWS" + logQuery(diagnosis);
    if (probe == null) {
      return "nothing was invoked; " + calls;
    }
    String others =
        probe.foreignRefusals() == null
            ? "others' refusals unknown"
            : Figures.count(probe.foreignRefusals(), "refusal") + " of others meanwhile";
    return "%s, %s, %s, about %s; %s"
        .formatted(
            Figures.count(probe.invocations(), "invocation"),
            Figures.count(probe.refusals(), "refusal"),
            others,
            Figures.dollars(probe.estimatedCostUsd()),
            calls);
  }

  /** Why the probe did less than was asked, if it did; empty otherwise. */
  static String probeNotes(Diagnosis diagnosis) {
    ProbeRecord probe = diagnosis.probe();
    if (probe == null) {
      return "";
    }
    if (!probe.plan().permitted()) {
      return "not run. " + String.join(" ", probe.plan().refusals());
    }
    List<String> notes = new ArrayList<>();
    if (diagnosis.request().planOnly()) {
      notes.add(plan(probe));
    }
    if (probe.stopped() != null) {
      notes.add("stopped early. " + probe.stopped());
    }
    return String.join(" ", notes);
  }

  private static String plan(ProbeRecord probe) {
    var plan = probe.plan();
    return "only planned: %s; at most %s on %s at once, %s, %s."
        .formatted(
            plan.steps().stream().map(step -> step.id()).collect(Collectors.joining(", ")),
            Figures.count(plan.mostInvocations(), "invocation"),
            Figures.count(plan.mostSlots(), "slot"),
            Figures.duration(plan.longest()),
            Figures.dollars(plan.costCeilingUsd()));
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
    return diagnosis.evidence().gaps().stream()
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
