package dev.unthrottle.client;

/** How a client randomizes its backoff; {@code ceiling} is the delay before jitter. */
public enum Jitter {
  /** Exactly the ceiling. */
  NONE(1, 1),
  /** Anything from 0 up to the ceiling. */
  FULL(0, 1),
  /** Half of the ceiling, plus anything up to the other half. */
  EQUAL(0.5, 1),
  /** The ceiling, plus anything up to as much again. */
  ON_TOP(1, 2);

  private final double lowest;
  private final double highest;

  Jitter(double lowest, double highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** The share of the ceiling to wait; {@code drawn} is a random number in [0, 1). */
  double share(double drawn) {
    return lowest + drawn * (highest - lowest);
  }

  /** The formula for the wait below {@code ceiling}, in words. */
  String times(String ceiling) {
    return switch (this) {
      case NONE -> ceiling;
      case FULL -> "random(0–1) × " + ceiling;
      case EQUAL -> "random(½–1) × " + ceiling;
      case ON_TOP -> "random(1–2) × " + ceiling;
    };
  }
}
