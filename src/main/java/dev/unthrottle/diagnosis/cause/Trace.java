package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.evidence.Source;
import java.util.List;

/** What became of one thing that a hypothesis predicts, when it was looked for. */
sealed interface Trace {

  /** It says nothing in this case. */
  Trace SILENT = new Silent();

  /** What is said by a prediction that doesn't apply. */
  record Silent() implements Trace {}

  /**
   * It is there.
   *
   * @param weight how much that tells
   * @param reasons what was found
   */
  record Found(Weight weight, List<Reason> reasons) implements Trace {}

  /**
   * An experiment settled the matter: what else is known doesn't change it.
   *
   * @param certainty how surely
   * @param reasons what was seen
   * @param missing what would make it surer
   */
  record Settled(Certainty certainty, List<Reason> reasons, List<String> missing)
      implements Trace {}

  /**
   * Something is there that this cause can't leave.
   *
   * @param because what, one sentence
   */
  record Contradicted(String because) implements Trace {}

  /**
   * It could not be looked for.
   *
   * @param missing which call or which minute would show it
   */
  record Unknown(String missing) implements Trace {}

  /** How much a trace tells, the least first. */
  enum Weight {
    /** It belongs to the picture, but alone it points to nothing. */
    SUPPORTING,
    /** Other causes leave it as well. */
    FITTING,
    /** This cause leaves it, and hardly another. */
    TELLING,
    /** It shows the whole chain. */
    PROVING
  }

  /** One thing that is there. */
  static Trace found(Weight weight, Reason reason) {
    return new Found(weight, List.of(reason));
  }

  /** A fact that belongs to the picture. */
  static Trace supporting(Source source, String fact) {
    return found(Weight.SUPPORTING, Reason.of(source, fact));
  }

  /** A fact that other causes leave as well. */
  static Trace fitting(Source source, String fact) {
    return found(Weight.FITTING, Reason.of(source, fact));
  }

  /** A fact that hardly another cause leaves. */
  static Trace telling(Source source, String fact) {
    return found(Weight.TELLING, Reason.of(source, fact));
  }
}
