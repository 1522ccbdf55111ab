package dev.unthrottle.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The samples of one metric by their time. Thread-safe. */
final class Samples {

  /**
   * One sample.
   *
   * @param at the time that it is stamped with
   * @param emitted when it was sent to CloudWatch
   * @param value in the metric's unit
   */
  record Sample(Instant at, Instant emitted, double value) {

    /** The same sample, with more of it. */
    Sample plus(double more) {
      return new Sample(at, emitted, value + more);
    }
  }

  private final NavigableMap<Instant, List<Sample>> byTime = new TreeMap<>();

  synchronized void add(Sample sample) {
    byTime.computeIfAbsent(sample.at(), at -> new ArrayList<>(1)).add(sample);
  }

  /** Hands out what is stamped in {@code [from, to)} and was emitted by {@code emittedBy}. */
  synchronized void forEach(
      Instant from, Instant to, Instant emittedBy, Consumer<Sample> consumer) {
    byTime.subMap(from, true, to, false).values().stream()
        .flatMap(List::stream)
        .filter(sample -> !sample.emitted().isAfter(emittedBy))
        .forEach(consumer);
  }
}
