package dev.unthrottle.diagnosis.cause;

import java.util.List;

/**
 * The cause, and why it is this one.
 *
 * @param cause what is wrong; of several causes the one to mend first
 * @param certainty how sure that is
 * @param headline it all in one sentence
 * @param because the facts that it rests on
 * @param remedies what ends it beside the client's settings, the first thing first; empty where
 *     those are all
 * @param also what is wrong as well, to be mended afterwards
 * @param ruledOut the rivals, each with what speaks against it
 * @param missing what could not be had, and would make the verdict surer or another
 */
public record Verdict(
    Cause cause,
    Certainty certainty,
    String headline,
    List<Reason> because,
    List<String> remedies,
    List<Also> also,
    List<RuledOut> ruledOut,
    List<String> missing) {

  /**
   * Another cause in the same case.
   *
   * @param cause what is wrong as well
   * @param certainty how sure that is
   * @param headline it all in one sentence
   * @param because the facts that it rests on
   * @param remedies what ends it beside the client's settings
   */
  public record Also(
      Cause cause,
      Certainty certainty,
      String headline,
      List<Reason> because,
      List<String> remedies) {

    /** Copies the lists. */
    public Also {
      because = List.copyOf(because);
      remedies = List.copyOf(remedies);
    }
  }

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
    remedies = List.copyOf(remedies);
    also = List.copyOf(also);
    ruledOut = List.copyOf(ruledOut);
    missing = List.copyOf(missing);
  }
}
