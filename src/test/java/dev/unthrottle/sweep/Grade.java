package dev.unthrottle.sweep;

/** What a verdict is worth. */
public enum Grade {
  /** The cause is there; or there is none, and none is named. */
  RIGHT,
  /** True by the letter: the house was full, but what filled it goes unnamed. */
  SHALLOW,
  /** A cause that isn't there is called possible. */
  POOR,
  /** There is a cause, and none is named, without certainty. */
  MISSED,
  /** A cause that isn't there is called likely or proven, or its absence is. */
  WRONG
}
