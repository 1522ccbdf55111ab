package dev.unthrottle.report;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was measured: in words, and as pictures of the runs' durations and of the slots in use. */
final class HtmlMeasured {

  private HtmlMeasured() {}

  static void write(Markup page, Diagnosis diagnosis) {
    String words = MeasuredText.of(diagnosis.measurements());
    @Nullable SlotUse use = SlotUse.of(diagnosis.evidence()).orElse(null);
    if (words.isEmpty() && use == null) {
      return;
    }
    HtmlPage.section(page, "measured", "What was measured");
    if (!words.isEmpty()) {
      page.element("p", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".");
    }
    durations(page, diagnosis);
    if (use != null) {
      slots(page, diagnosis, use);
    }
    page.close().line();
  }

  private static void durations(Markup page, Diagnosis diagnosis) {
    @Nullable DurationStatistics statistics = diagnosis.measurements().durations();
    if (statistics == null) {
      return;
    }
    List<Duration> known = known(diagnosis);
    boolean all = known.size() == statistics.count();
    String title =
        "%s of %s, in %s of logs up to %s"
            .formatted(
                all ? "Durations" : "Percentiles of the durations",
                Figures.count(statistics.count(), "run"),
                Figures.duration(window(diagnosis)),
                Figures.second(diagnosis.evidence().window().to()));
    Map<String, Duration> limits = limits(diagnosis);
    page.element("h3", title);
    if (all) {
      Histogram histogram = Histogram.of(known);
      HtmlPicture.drawn(page, width -> DurationSvg.of(histogram, title, limits, width));
      table(page, histogram);
    } else {
      HtmlPicture.drawn(page, width -> DurationSvg.of(statistics, title, limits, width));
      page.element(
          "p",
          "Only these percentiles are known, and not the single runs; so no shape is drawn.",
          "class",
          "remark");
    }
  }

  private static Duration window(Diagnosis diagnosis) {
    return diagnosis
        .evidence()
        .logs()
        .value()
        .map(logs -> logs.window().length())
        .orElse(diagnosis.evidence().window().length());
  }

  /** The single durations; fewer than were counted where a query counted them. */
  private static List<Duration> known(Diagnosis diagnosis) {
    return diagnosis.evidence().logs().value().map(LogEvidence::invocations).stream()
        .flatMap(List::stream)
        .map(Invocation::duration)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static Map<String, Duration> limits(Diagnosis diagnosis) {
    Map<String, Duration> limits = new LinkedHashMap<>();
    @Nullable Duration patience = diagnosis.client().client().timeouts().patience();
    if (patience != null) {
      limits.put("client waits", patience);
    }
    diagnosis
        .evidence()
        .settings()
        .value()
        .map(FunctionSettings::timeout)
        .ifPresent(timeout -> limits.put("function timeout", timeout));
    return limits;
  }

  private static void table(Markup page, Histogram histogram) {
    page.open("details").element("summary", "The same as a table");
    HtmlPage.table(page, List.of("from", "to less than", "runs"));
    for (Histogram.Bin bin : histogram.bins()) {
      page.open("tr").element("th", millis(bin.from()), "scope", "row");
      page.element("td", millis(bin.to()));
      page.element("td", Figures.grouped(bin.count()), "class", "number").close().line();
    }
    HtmlPage.endTable(page);
    page.close().line();
  }

  private static String millis(double millis) {
    return millis == 0 ? "0" : Figures.duration(Duration.ofNanos(Math.round(millis * 1e6)));
  }

  private static void slots(Markup page, Diagnosis diagnosis, SlotUse use) {
    @Nullable Integer limit =
        Limits.reservedSlots(diagnosis.evidence().reservation().value().orElse(null));
    String title =
        "Slots in use and refusals over %s, from %s: at most %s at once, %s refused"
            .formatted(
                Figures.duration(use.window().length()),
                use.measured() ? "the metrics" : "the logs",
                Figures.decimal(use.mostInUse(), 1),
                use.measured()
                    ? Figures.grouped(Math.round(use.allRefused()))
                    : "unknown how many");
    page.element("h3", title);
    HtmlPicture.drawn(page, width -> SlotUseSvg.of(use, title, limit, width));
  }
}
