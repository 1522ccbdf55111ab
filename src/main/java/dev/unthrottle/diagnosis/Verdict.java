package dev.unthrottle.diagnosis;

import java.util.List;

/**
 * The cause, and why it is this one.
 *
 * @param cause what is wrong
 * @param certainty how sure that is
 * @param headline it all in one sentence
 * @param because the facts that it rests on
 * @param ruledOut the rivals, each with what speaks against it
 * @param missing what could not be had, and would make the verdict surer or another
 */
public record Verdict(
    Cause cause,
    Certainty certainty,
    String headline,
    List<Reason> because,
    List<RuledOut> ruledOut,
    List<String> missing) {

  /**
   * A cause that it is not.
   *
   * @param cause which
   * @param because what speaks against it
   */
  public record RuledOut(Cause cause, String because) {}

  /** Copies the lists. */
  public Verdict {
    because = List.copyOf(because);
    ruledOut = List.copyOf(ruledOut);
    missing = List.copyOf(missing);
  }
}
