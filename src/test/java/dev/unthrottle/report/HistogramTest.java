package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.report.Histogram.Bin;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistogramTest {

  /** 60 ms between 100 and 160 ms: 60 / 24 = 2.5, so edges are 5 ms apart. */
  @Test
  void edges_areRoundAndEquallyFarApart() {
    Histogram histogram = of(101, 104, 105, 160);
    assertThat(histogram.logarithmic()).isFalse();
    assertThat(histogram.bins()).startsWith(new Bin(100, 105, 2), new Bin(105, 110, 1));
    assertThat(histogram.bins()).last().isEqualTo(new Bin(160, 165, 1));
  }

  /** 900 s is 90,000 times 10 ms. */
  @Test
  void aLongTail_hasEdgesThatGrow() {
    Histogram histogram = of(10, 12, 14, 16, 900_000);
    assertThat(histogram.logarithmic()).isTrue();
    assertThat(histogram.bins())
        .startsWith(new Bin(10, 15, 3), new Bin(15, 20, 1), new Bin(20, 30, 0))
        .endsWith(new Bin(700_000, 1_000_000, 1));
  }

  /** 70 s / 200 = 350 ms, so a bin is 500 ms wide, not 1 ms. */
  @Test
  void equalDurations_areOneBinOfASensibleWidth() {
    assertThat(of(70_000, 70_000, 70_000).bins()).containsExactly(new Bin(70_000, 70_500, 3));
  }

  @Test
  void nothingAtAll_isInTheFirstBin() {
    assertThat(of(0, 0).bins()).containsExactly(new Bin(0, 1, 2));
    assertThat(of(0.2, 40).bins()).startsWith(new Bin(0, 1, 1));
  }

  @Test
  void everyDuration_isInTheBinThatHoldsIt() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      double scale = Math.pow(10, random.nextDouble() * 6);
      double spread = Math.pow(10, random.nextDouble() * 5);
      double[] millis =
          random
              .doubles(1 + random.nextInt(50))
              .map(it -> Math.round((scale + it * spread) * 100) / 100.0)
              .toArray();
      Histogram histogram = of(millis);
      assertThat(histogram.bins()).as("seed %d", seed).hasSizeLessThan(50);
      for (int i = 0; i < histogram.bins().size(); i++) {
        Bin bin = histogram.bins().get(i);
        assertThat(bin.to()).isGreaterThan(bin.from());
        assertThat(bin.from())
            .isEqualTo(i == 0 ? histogram.from() : histogram.bins().get(i - 1).to());
        assertThat((long) bin.count())
            .as("seed %d, %s", seed, bin)
            .isEqualTo(
                DoubleStream.of(millis).filter(it -> it >= bin.from() && it < bin.to()).count());
      }
      assertThat(histogram.bins().stream().mapToInt(Bin::count).sum()).isEqualTo(millis.length);
    }
  }

  private static Histogram of(double... millis) {
    Stream<Duration> durations =
        DoubleStream.of(millis).mapToObj(it -> Duration.ofNanos(Math.round(it * 1e6)));
    return Histogram.of(List.copyOf(durations.toList()));
  }
}
