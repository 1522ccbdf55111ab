package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import java.util.ArrayList;
import java.util.List;

/** What the evidence makes of a hypothesis. */
sealed interface Assessment {

  /**
   * It fits.
   *
   * @param certainty how surely, rivals left aside
   * @param headline the case in one sentence, if it is this
   * @param because what speaks for it
   * @param missing what would make it surer
   * @param remedies what ends it, the first thing first; empty where that is a matter of the
   *     client's settings alone
   */
  record Fits(
      Certainty certainty,
      String headline,
      List<Reason> because,
      List<String> missing,
      List<String> remedies)
      implements Assessment {}

  /**
   * It doesn't.
   *
   * @param because what speaks against it, one sentence
   */
  record RuledOut(String because) implements Assessment {}

  /**
   * Looks for everything that a hypothesis predicts. The first contradiction rules it out, and the
   * first experiment settles it; else the weightiest trace tells how sure it is.
   */
  static Assessment of(Hypothesis hypothesis, CaseFile file) {
    List<Reason> because = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Weight weight = Weight.SUPPORTING;
    for (Prediction prediction : hypothesis.predictions()) {
      switch (prediction.lookFor(file)) {
        case Trace.Silent() -> {}
        case Trace.Contradicted(String why) -> {
          return new RuledOut(why);
        }
        case Trace.Settled(Certainty certainty, List<Reason> seen, List<String> open) -> {
          return fits(hypothesis.story(file), certainty, seen, open);
        }
        case Trace.Found(Weight found, List<Reason> reasons) -> {
          because.addAll(reasons);
          weight = found.compareTo(weight) > 0 ? found : weight;
        }
        case Trace.Unknown(String open) -> missing.add(open);
      }
    }
    return switch (weight) {
      case SUPPORTING -> new RuledOut(hypothesis.nothingSeen());
      case FITTING -> fits(hypothesis.story(file), Certainty.POSSIBLE, because, missing);
      case TELLING -> fits(hypothesis.story(file), Certainty.LIKELY, because, missing);
      case PROVING -> fits(hypothesis.story(file), Certainty.PROVEN, because, missing);
    };
  }

  private static Fits fits(
      Story story, Certainty certainty, List<Reason> because, List<String> missing) {
    String headline = certainty == Certainty.POSSIBLE ? story.hedged() : story.headline();
    return new Fits(
        certainty, headline, List.copyOf(because), List.copyOf(missing), story.remedies());
  }
}
