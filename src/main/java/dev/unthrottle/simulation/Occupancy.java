package dev.unthrottle.simulation;

/** How many slots are in use, now and at most; counted apart from {@link ConcurrencyLimit}. */
final class Occupancy {

  private int current;
  private int peak;

  void taken() {
    current++;
    peak = Math.max(peak, current);
  }

  void givenBack() {
    current--;
  }

  int current() {
    return current;
  }

  int peak() {
    return peak;
  }
}
