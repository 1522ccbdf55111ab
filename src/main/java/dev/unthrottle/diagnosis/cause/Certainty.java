package dev.unthrottle.diagnosis.cause;

import java.util.Locale;

/** How sure a verdict is, the least first. */
public enum Certainty {
  /** It can be, and nothing contradicts it. */
  POSSIBLE,
  /** The evidence fits it, and no rival. */
  LIKELY,
  /** An experiment or correlated logs show the whole chain. */
  PROVEN;

  /** The name in the JSON answer. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
