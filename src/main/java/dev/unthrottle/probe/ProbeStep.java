package dev.unthrottle.probe;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The steps of a probe; a plan that is named after one contains those before it. */
public enum ProbeStep {
  /**
   * Clean invocations, one after another, with generous timeouts: how long do connecting and a full
   * request take?
   */
  MEASURE,
  /** One call with the client's own settings: what happens to it? */
  REPRODUCE,
  /** The same call with the recommended settings: it must succeed. */
  PROVE;

  /** The name in requests and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step of that name. */
  public static Optional<ProbeStep> find(String id) {
    return Arrays.stream(values()).filter(step -> step.id().equals(id)).findFirst();
  }

  /** All steps from the first to this one. */
  public List<ProbeStep> upToThis() {
    return List.copyOf(EnumSet.range(MEASURE, this));
  }
}
