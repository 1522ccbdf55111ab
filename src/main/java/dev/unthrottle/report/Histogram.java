package dev.unthrottle.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How many durations lie between which round edges. Where the longest is many times the shortest,
 * the edges grow by a factor, else they are equally far apart.
 *
 * @param bins at least one, each beginning where the one before it ends
 * @param logarithmic whether the edges grow by a factor
 */
record Histogram(List<Bin> bins, boolean logarithmic) {

  /** From this factor between shortest and longest on, equal bins would hide the shape. */
  private static final double LONG_TAIL = 20;

  private static final int MOST_BINS = 24;
  private static final double NARROWEST_OF_LONGEST = 200;
  private static final double[] LINEAR = {1, 2, 5};
  private static final double[] GROWING = {1, 1.5, 2, 3, 5, 7};

  /**
   * A stretch of durations.
   *
   * @param from its lower edge in milliseconds, included
   * @param to its upper edge in milliseconds, excluded
   * @param count how many lie in it
   */
  record Bin(double from, double to, int count) {}

  /** Copies the list. */
  Histogram {
    bins = List.copyOf(bins);
  }

  /** The histogram of these durations, of which there is at least one. */
  static Histogram of(Collection<Duration> durations) {
    double[] millis = durations.stream().mapToDouble(it -> it.toNanos() / 1e6).sorted().toArray();
    double shortest = millis[0];
    double longest = millis[millis.length - 1];
    boolean growing = longest >= LONG_TAIL * Math.max(1, shortest);
    return new Histogram(
        counted(growing ? growing(shortest, longest) : equal(shortest, longest), millis), growing);
  }

  int most() {
    return bins.stream().mapToInt(Bin::count).max().orElse(0);
  }

  double from() {
    return bins.getFirst().from;
  }

  double to() {
    return bins.getLast().to;
  }

  private static List<Double> equal(double shortest, double longest) {
    double step =
        Math.max(
            next(LINEAR, (longest - shortest) / MOST_BINS),
            next(LINEAR, longest / NARROWEST_OF_LONGEST));
    var edges = new ArrayList<Double>();
    for (long i = (long) (shortest / step); edges.isEmpty() || edges.getLast() <= longest; i++) {
      edges.add(i * step);
    }
    return edges;
  }

  private static List<Double> growing(double shortest, double longest) {
    var edges = new ArrayList<Double>();
    double edge = shortest < 1 ? 0 : floor(shortest);
    edges.add(edge);
    while (edge <= longest) {
      edge = next(GROWING, Math.max(0.99, edge) * 1.01);
      edges.add(edge);
    }
    return edges;
  }

  private static double floor(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    double edge = decade;
    for (double digit : GROWING) {
      edge = digit * decade <= value ? digit * decade : edge;
    }
    return edge;
  }

  /** The first of these digits, times a power of ten and at least 1, that isn't below a value. */
  private static double next(double[] digits, double value) {
    for (double decade = 1; ; decade *= 10) {
      for (double digit : digits) {
        if (digit * decade >= value) {
          return digit * decade;
        }
      }
    }
  }

  private static List<Bin> counted(List<Double> edges, double[] sorted) {
    var bins = new ArrayList<Bin>();
    int next = 0;
    for (int i = 1; i < edges.size(); i++) {
      int first = next;
      while (next < sorted.length && sorted[next] < edges.get(i)) {
        next++;
      }
      bins.add(new Bin(edges.get(i - 1), edges.get(i), next - first));
    }
    return bins;
  }
}
