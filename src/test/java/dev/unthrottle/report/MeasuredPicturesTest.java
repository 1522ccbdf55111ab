package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Reservation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The pictures of durations and of slots. */
class MeasuredPicturesTest {

  private static final List<Integer> WIDTHS = List.of(320, 600, 920, 1_600);

  @Test
  void durations_areLegible_whateverTheyAre() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      double scale = Math.pow(10, random.nextDouble() * 6);
      double spread = Math.pow(10, random.nextDouble() * 6);
      List<Duration> runs =
          random
              .doubles(1 + random.nextInt(200))
              .mapToObj(it -> Duration.ofNanos(Math.round((scale + it * it * spread) * 1e6)))
              .toList();
      Map<String, Duration> limits = new LinkedHashMap<>();
      limits.put("client waits", millis(random, 6));
      limits.put(
          "function timeout",
          random.nextBoolean()
              ? millis(random, 6)
              : limits.getOrDefault("client waits", Duration.ZERO));
      int width = WIDTHS.get((int) (seed % WIDTHS.size()));
      drawn("seed " + seed, DurationSvg.of(Histogram.of(runs), "Durations", limits, width));
      drawn("seed " + seed, DurationSvg.of(statistics(runs), "Percentiles", limits, width));
    }
  }

  /** 30 s for both: one label, and neither is lost. */
  @Test
  void equalTimeouts_shareALabel() {
    Map<String, Duration> limits = new LinkedHashMap<>();
    limits.put("client waits", Duration.ofSeconds(30));
    limits.put("function timeout", Duration.ofSeconds(30));
    Histogram runs = Histogram.of(List.of(Duration.ofSeconds(5), Duration.ofMillis(5_400)));
    assertThat(DrawnPicture.of(DurationSvg.of(runs, "Durations", limits, 600).toString()).texts())
        .contains("client waits, function timeout 30 s →");
  }

  @Test
  void slots_areLegible() {
    for (GoldenCase golden : GoldenCase.values()) {
      SlotUse.of(golden.diagnosis().evidence())
          .ifPresent(use ->
              WIDTHS.forEach(width -> {
                drawn(golden.id(), SlotUseSvg.of(use, "Slots", 2, width));
                drawn(golden.id(), SlotUseSvg.of(use, "Slots", null, width));
                drawn(golden.id(), SlotUseSvg.of(use, "Slots", 1_000, width));
              }));
    }
  }

  /** 900 runs of which two are made at once, and 240 refusals, in the middle of the day. */
  @Test
  void slotsInUse_areThoseOfTheMetrics() {
    SlotUse use = SlotUse.of(GoldenCase.RESERVED_SATURATED.diagnosis().evidence()).orElseThrow();
    assertThat(use.measured()).isTrue();
    assertThat(use.each()).isEqualTo(Duration.ofMinutes(15));
    assertThat(use.inUse()).hasSize(96);
    assertThat(use.mostInUse()).isEqualTo(2);
    assertThat(use.allRefused()).isEqualTo(240);
    assertThat(use.refused().subList(48, 52)).allSatisfy(it -> assertThat(it).isPositive());
  }

  @Test
  void withoutMetrics_logsTellTheSlots_butNotTheRefusals() {
    Evidence all =
        GoldenEvidence.of(Reservation.of(5), Duration.ofSeconds(15))
            .triples(40, Duration.ofSeconds(6), Duration.ofSeconds(2))
            .evidence();
    Observation<MetricEvidence> denied = Observation.missing(SeedCase.metricsDenied());
    SlotUse use =
        SlotUse.of(
                new Evidence(
                    all.function(),
                    all.at(),
                    all.window(),
                    all.settings(),
                    all.reservation(),
                    all.account(),
                    all.surroundings(),
                    all.logs(),
                    denied))
            .orElseThrow();
    assertThat(use.measured()).isFalse();
    assertThat(use.mostInUse()).isEqualTo(3);
    assertThat(use.refused()).isEmpty();
  }

  private static void drawn(String name, Markup svg) {
    DrawnPicture.of(svg.toString()).as(name).requireLegible();
  }

  private static Duration millis(SplittableRandom random, int digits) {
    return Duration.ofMillis((long) Math.pow(10, 1 + random.nextDouble() * (digits - 1)));
  }

  private static DurationStatistics statistics(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    int last = sorted.size() - 1;
    return new DurationStatistics(
        sorted.size(),
        sorted.get(last / 2),
        sorted.get(last / 2),
        sorted.get(last * 9 / 10),
        sorted.get(last * 99 / 100),
        sorted.get(last),
        sorted.getLast(),
        0);
  }
}
