package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.Outlook;
import dev.unthrottle.diagnosis.Reason;
import dev.unthrottle.diagnosis.Recommendation;
import dev.unthrottle.diagnosis.Verdict;
import dev.unthrottle.diagnosis.WayOut;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.StepRecord;
import dev.unthrottle.simulation.Timeline;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A diagnosis as one HTML page that needs nothing else: no script, no font, no network. */
public final class HtmlReport {

  private final Diagnosis diagnosis;
  private final Markup page = new Markup();

  private HtmlReport(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** The page. */
  public static String of(Diagnosis diagnosis) {
    return new HtmlReport(diagnosis).write();
  }

  /**
   * What a browser may do with a page of this class: nothing but show it. It is in the page, and to
   * be sent as the header {@code Content-Security-Policy} where the page is served.
   */
  public static String contentSecurityPolicy() {
    return ContentSecurityPolicy.of(StyleSheet.read());
  }

  private String write() {
    String title = diagnosis.evidence().function().name() + ": " + diagnosis.verdict().cause().id();
    page.open("html", "lang", "en").line().open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", contentSecurityPolicy());
    page.element("title", title).line();
    page.element("style", StyleSheet.read());
    page.close().line().open("body").open("main").line();
    verdict();
    timeline();
    reasons();
    remedies();
    also();
    Recommendation recommendation = diagnosis.recommendation();
    if (recommendation != null) {
      recommendation(recommendation);
      wayOut(recommendation.wayOut());
      snippets(recommendation);
    }
    comparison();
    footnotes();
    page.close().close().close().line();
    return "<!DOCTYPE html>\n" + page;
  }

  private void verdict() {
    var verdict = diagnosis.verdict();
    var client = diagnosis.client().client();
    page.open("header");
    page.element(
        "p",
        "%s, called by %s"
            .formatted(
                diagnosis.evidence().function(),
                client.version() == null
                    ? client.id().id()
                    : client.id().id() + " " + client.version()),
        "class",
        "subject");
    page.element("h1", verdict.headline()).line();
    page.open("p", "class", "verdict");
    page.element("code", verdict.cause().id()).text(" ");
    page.element("span", verdict.certainty().id(), "class", "badge " + verdict.certainty().id());
    page.close().close().line();
  }

  private void timeline() {
    if (diagnosis.timeline().attempts().isEmpty()) {
      return;
    }
    Timeline proof = proof();
    section("One call, " + Wording.seenBy(diagnosis.timelineSource()));
    page.open("figure");
    page.open("div", "class", "scroll").add(TimelineSvg.within(panels(proof), 640)).close();
    page.open("figcaption");
    legend("answered", "answered");
    legend("refused", "refused with 429");
    legend("hung-up", "the client hangs up");
    legend("execution", "the function runs");
    legend("ghost", "it runs on, and nobody listens");
    page.close().close();
    page.open("details").element("summary", "The same as a table");
    HtmlTimelineTable.write(page, "Now", diagnosis.timeline());
    if (proof != null) {
      HtmlTimelineTable.write(page, "With the recommended settings", proof);
    }
    page.close().close().line();
  }

  private List<TimelineSvg.Panel> panels(@Nullable Timeline proof) {
    String limit = Limits.inWords(diagnosis.evidence());
    var now = new TimelineSvg.Panel("Now", diagnosis.timeline(), limit);
    return proof == null
        ? List.of(now)
        : List.of(now, new TimelineSvg.Panel("With the recommended settings", proof, limit));
  }

  private void legend(String kind, String text) {
    page.open("span", "class", "key").element("i", "", "class", kind).text(text).close().text(" ");
  }

  private @Nullable Timeline proof() {
    ProbeRecord probe = diagnosis.probe();
    return probe == null
        ? null
        : probe.step(ProbeStep.PROVE).map(StepRecord::timeline).orElse(null);
  }

  private void reasons() {
    section("Why");
    page.open("ol").line();
    for (Reason reason : diagnosis.verdict().because()) {
      page.open("li").text(reason.fact() + " ");
      page.element("span", reason.source().id(), "class", "tag");
      if (reason.at() != null) {
        page.text(" ").element("small", Figures.second(reason.at()));
      }
      if (reason.requestId() != null) {
        page.text(" ").open("small").element("code", reason.requestId()).close();
      }
      page.close().line();
    }
    page.close().close().line();
  }

  private void remedies() {
    if (diagnosis.verdict().remedies().isEmpty()) {
      return;
    }
    section("What ends it");
    list("ol", diagnosis.verdict().remedies());
    page.close().line();
  }

  private void also() {
    for (Verdict.Also other : diagnosis.verdict().also()) {
      section("As well");
      page.element("p", other.headline());
      page.open("p", "class", "verdict");
      page.element("code", other.cause().id()).text(" ");
      page.element("span", other.certainty().id(), "class", "badge " + other.certainty().id());
      page.close().line();
      list("ul", other.remedies());
      page.close().line();
    }
  }

  private void recommendation(Recommendation recommendation) {
    section("What to change");
    page.open("div", "class", "scroll").open("table");
    head("setting", "now", "recommended");
    for (SettingChange change : SettingChange.of(diagnosis, recommendation)) {
      page.open("tr", "class", change.changes() ? "changes" : "same");
      page.element("th", change.setting(), "scope", "row");
      page.element("td", change.current()).element("td", change.recommended()).close().line();
    }
    page.close().close();
    list("ul", recommendation.why());
    page.element("p", AdviceText.retries(recommendation)).line();
    AdviceText.waiting(diagnosis, recommendation).forEach(it -> page.element("p", it).line());
    AdviceText.sizing(recommendation.sizing()).forEach(it -> page.element("p", it).line());
    AdviceText.chain(recommendation.chain()).forEach(it -> page.element("p", it).line());
    page.close().line();
  }

  private void wayOut(@Nullable WayOut wayOut) {
    if (wayOut == null) {
      return;
    }
    section("The way out: " + wayOut.kind().id());
    page.element("p", wayOut.because()).line();
    page.open("pre").element("code", wayOut.snippet().stripTrailing()).close().line();
    page.close().line();
  }

  private void snippets(Recommendation recommendation) {
    if (recommendation.snippets().isEmpty()) {
      return;
    }
    section("To paste");
    new TreeMap<>(recommendation.snippets())
        .forEach((client, snippet) ->
            page.element("h3", client)
                .open("pre")
                .element("code", snippet.stripTrailing())
                .close()
                .line());
    page.close().line();
  }

  private void comparison() {
    Outlook now = diagnosis.current();
    Outlook then = diagnosis.recommended();
    if (now == null || then == null) {
      return;
    }
    section("What a call has to expect");
    page.open("div", "class", "scroll").open("table");
    head("", "now", "recommended");
    row("most often ends", Wording.ends(now.surfaces()), Wording.ends(then.surfaces()));
    row("after", Figures.duration(now.median()), Figures.duration(then.median()));
    row("at the latest after", Figures.duration(now.longest()), Figures.duration(then.longest()));
    row(
        "executions per call",
        Figures.decimal(now.executionsPerCall(), 2),
        Figures.decimal(then.executionsPerCall(), 2));
    row(
        "refused",
        Figures.percent(now.throttleProbability()),
        Figures.percent(then.throttleProbability()));
    row(
        "run more than once",
        Figures.percent(now.duplicateProbability()),
        Figures.percent(then.duplicateProbability()));
    page.close().close().close().line();
  }

  private void footnotes() {
    section("How sure, and at what price");
    page.open("dl");
    definition("Measured", MeasuredText.of(diagnosis.measurements()));
    definition("Side effects", TextFootnotes.sideEffects(diagnosis));
    definition("Plan", ProbeText.plan(diagnosis));
    definition("Probe", ProbeText.notes(diagnosis));
    diagnosis
        .verdict()
        .ruledOut()
        .forEach(rival -> definition("Not " + rival.cause().id(), rival.because()));
    diagnosis.client().warnings().forEach(warning -> definition("Client", warning));
    diagnosis.verdict().missing().forEach(missing -> definition("Missing", missing));
    TextFootnotes.gaps(diagnosis).forEach(gap -> definition("Not read", TextFootnotes.gap(gap)));
    page.close().close().line();
    page.element(
        "footer",
        "Unthrottle, diagnosis %s of %s".formatted(diagnosis.id(), Figures.second(diagnosis.at())));
  }

  private void section(String heading) {
    page.open("section").element("h2", heading).line();
  }

  private void head(String... names) {
    page.open("tr");
    List.of(names).forEach(name -> page.element("th", name, "scope", "col"));
    page.close().line();
  }

  private void row(String name, String now, String then) {
    page.open("tr").element("th", name, "scope", "row");
    page.element("td", now).element("td", then).close().line();
  }

  private void list(String kind, List<String> items) {
    page.open(kind);
    items.forEach(item -> page.element("li", item));
    page.close().line();
  }

  private void definition(String term, String text) {
    if (!text.isEmpty()) {
      page.element("dt", term).element("dd", text).line();
    }
  }
}
