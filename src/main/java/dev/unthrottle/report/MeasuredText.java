package dev.unthrottle.report;

import dev.unthrottle.diagnosis.advice.Measurements;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.RequestTime;
import dev.unthrottle.probe.RequestTime.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was measured, in words, each average with the size of its sample. */
final class MeasuredText {

  private MeasuredText() {}

  /** In one sentence without a full stop; empty if nothing was measured. */
  static String of(Measurements measurements) {
    var parts = new ArrayList<String>();
    if (!measurements.connections().isEmpty()) {
      parts.add(connecting(measurements));
    }
    if (!measurements.requests().isEmpty()) {
      parts.add(requests(measurements.requests()));
    }
    DurationStatistics durations = measurements.durations();
    if (durations != null) {
      parts.add(durations(durations));
    }
    return String.join("; ", parts);
  }

  /** The same in a few words. */
  static String brief(Measurements measurements) {
    var parts = new ArrayList<String>();
    if (!measurements.connections().isEmpty()) {
      parts.add("connect " + millis(measurements.established()));
    }
    if (!measurements.requests().isEmpty()) {
      parts.add("request " + seconds(totals(measurements.requests(), null)));
    }
    DurationStatistics durations = measurements.durations();
    if (durations != null) {
      parts.add(
          "%s: p50 %s, p99 %s"
              .formatted(
                  Figures.count(durations.count(), "run"),
                  Figures.duration(durations.p50()),
                  Figures.duration(durations.p99())));
    }
    return String.join("; ", parts);
  }

  private static String connecting(Measurements measurements) {
    List<Duration> tls =
        measurements.connections().stream()
            .map(ConnectTime::tls)
            .flatMap(Stream::ofNullable)
            .toList();
    List<Duration> tcp = measurements.connections().stream().map(ConnectTime::tcp).toList();
    String phases = tls.isEmpty() ? "" : "TCP %s, TLS %s, ".formatted(millis(tcp), millis(tls));
    return "connecting takes %s on average (%s%d tried)"
        .formatted(millis(measurements.established()), phases, tcp.size());
  }

  private static String requests(List<RequestTime> requests) {
    List<String> notes = new ArrayList<>();
    List<Duration> firstBytes =
        requests.stream().map(RequestTime::firstByte).flatMap(Stream::ofNullable).toList();
    if (!firstBytes.isEmpty()) {
      notes.add("first byte after " + seconds(firstBytes));
    }
    notes.add(requests.size() + " made");
    for (Start start : List.of(Start.COLD, Start.WARM)) {
      List<Duration> these = totals(requests, start);
      if (!these.isEmpty()) {
        notes.add("%d %s, %s".formatted(these.size(), word(start), seconds(these)));
      }
    }
    return "a full request %s (%s)"
        .formatted(seconds(totals(requests, null)), String.join("; ", notes));
  }

  private static List<Duration> totals(List<RequestTime> requests, @Nullable Start start) {
    return requests.stream()
        .filter(request -> start == null || request.start() == start)
        .map(RequestTime::total)
        .toList();
  }

  private static String word(Start start) {
    return switch (start) {
      case COLD -> "cold";
      case WARM -> "warm";
      case UNKNOWN -> "unknown";
    };
  }

  private static String durations(DurationStatistics durations) {
    return "%s in the logs ran p50 %s, p99 %s, at most %s"
        .formatted(
            Figures.count(durations.count(), "execution"),
            Figures.duration(durations.p50()),
            Figures.duration(durations.p99()),
            Figures.duration(durations.max()));
  }

  private static String millis(List<Duration> times) {
    return Figures.decimal(Figures.meanMillis(times), 1) + " ms";
  }

  private static String seconds(List<Duration> times) {
    return Figures.decimal(Figures.meanMillis(times) / 1000, 2) + " s";
  }
}
