package dev.unthrottle.report;

/**
 * A stretch of a row.
 *
 * @param from its left end
 * @param to its right end
 */
record Span(double from, double to) {

  /** Whether the two share more than an end. */
  boolean overlaps(Span other) {
    return from < other.to && other.from < to;
  }
}
