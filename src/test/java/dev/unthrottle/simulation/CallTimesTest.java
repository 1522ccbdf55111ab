package dev.unthrottle.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTimesTest {

  @Test
  void ofNoCalls_medianAndLongestAreZero() {
    assertThat(new CallTimes().median()).isZero();
    assertThat(new CallTimes().longest()).isZero();
  }

  @Test
  void ofAnEvenNumber_theMedianIsTheLowerOfTheTwoInTheMiddle() {
    CallTimes times = new CallTimes();
    for (long nanos : new long[] {40, 10, 30, 20}) {
      times.add(nanos);
    }

    assertThat(times.median()).isEqualTo(Duration.ofNanos(20));
    assertThat(times.longest()).isEqualTo(Duration.ofNanos(40));
  }

  /** Of 1 to 200, 198 = ceil(0.99 × 200); of 1 to 50, the longest: 50 = ceil(49.5). */
  @Test
  void the99thPercentile_isTheTimeThatOneInAHundredExceeds() {
    assertThat(of(LongStream.rangeClosed(1, 200).toArray()).quantile(0.99).toNanos())
        .isEqualTo(198);
    assertThat(of(LongStream.rangeClosed(1, 50).toArray()).quantile(0.99).toNanos()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, CallTimes.EXACT})
  void upToTheLimit_theMedianIsExact(int count) {
    long[] nanos = draw(count);

    assertThat(of(nanos).median()).isEqualTo(Duration.ofNanos(median(nanos)));
  }

  @Test
  void aboveTheLimit_theMedianIsAtMostOneIn128TooLow() {
    long[] nanos = draw(CallTimes.EXACT + 1);
    CallTimes times = of(nanos);

    assertThat(times.median().toNanos())
        .isBetween(median(nanos) - median(nanos) / 128, median(nanos));
    assertThat(times.longest().toNanos()).isEqualTo(Arrays.stream(nanos).max().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, CallTimes.EXACT})
  void addingAnother_isAddingAllItsTimes(int count) {
    // 10 + 100 stay exact; 16,384 + 100 don't, and are as if they had been added one by one.
    long[] some = draw(count);
    long[] more = draw(100);
    CallTimes together = of(some);
    together.addAll(of(more));

    CallTimes oneByOne = of(some);
    Arrays.stream(more).forEach(oneByOne::add);
    assertThat(together.median()).isEqualTo(oneByOne.median());
    assertThat(together.longest()).isEqualTo(oneByOne.longest());
  }

  /** From nanoseconds to hours. */
  private static long[] draw(int count) {
    SplittableRandom random = new SplittableRandom(count);
    return random.longs(count).map(it -> it >>> (20 + (it & 31))).toArray();
  }

  private static CallTimes of(long[] nanos) {
    CallTimes times = new CallTimes();
    Arrays.stream(nanos).forEach(times::add);
    return times;
  }

  private static long median(long[] nanos) {
    return Arrays.stream(nanos).sorted().skip((nanos.length - 1) / 2).findFirst().orElseThrow();
  }
}
