package dev.unthrottle.diagnosis.advice;

import java.util.Locale;

/**
 * What advice is asked for.
 *
 * @param purpose what the settings have to do with the cause
 * @param reserving what is known to be the matter with the function's slots
 * @param refusals the share of independent calls that may be refused for want of one
 */
public record Goal(Purpose purpose, Reserving reserving, RefusalTarget refusals) {

  /** What the settings of client and function have to do with the cause that was named. */
  public enum Purpose {
    /** They end it, or are a part of what ends it. */
    REMEDY,
    /** They have no part in it; apart from it, they keep a call from harming itself. */
    PRECAUTION;

    /** The name in the JSON answer. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the reserved concurrency depends on. */
  public enum Reserving {
    /** On the load: calls were refused for want of slots, or nobody knows that none were. */
    BY_LOAD,
    /** On nothing new: nobody but the client itself was refused, so what there is does. */
    AS_IT_IS,
    /** On something else that takes the slots, however many there are: it has to be ended first. */
    ELSEWHERE
  }

  /** Settings that end a cause, with the slots that the load needs. */
  public static Goal remedy(RefusalTarget refusals) {
    return new Goal(Purpose.REMEDY, Reserving.BY_LOAD, refusals);
  }
}
