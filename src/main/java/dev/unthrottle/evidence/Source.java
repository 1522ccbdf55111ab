package dev.unthrottle.evidence;

import java.util.Locale;

/** Where a fact comes from. */
public enum Source {
  LOGS,
  METRICS,
  SETTINGS,
  PROBE,
  SIMULATION,
  ERROR;

  /** The name in the JSON answer. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
