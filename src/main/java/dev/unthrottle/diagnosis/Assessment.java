package dev.unthrottle.diagnosis;

import java.util.List;

/** What a hypothesis makes of a case. */
sealed interface Assessment {

  /**
   * It fits.
   *
   * @param certainty how surely, rivals left aside
   * @param headline the case in one sentence, if it is this
   * @param because what speaks for it
   * @param missing what would make it surer
   */
  record Fits(Certainty certainty, String headline, List<Reason> because, List<String> missing)
      implements Assessment {}

  /**
   * It doesn't.
   *
   * @param because what speaks against it, one sentence
   */
  record RuledOut(String because) implements Assessment {}
}
