package dev.unthrottle.sweep;

import dev.unthrottle.diagnosis.cause.Certainty;
import dev.unthrottle.diagnosis.cause.Verdict;

/**
 * A scenario at random, with its truth and the verdict on it.
 *
 * @param seed what it was drawn from
 * @param yaml its file
 * @param truth what the mechanics tell
 * @param verdict what the diagnosis says
 */
public record Swept(long seed, String yaml, Truth truth, Verdict verdict) {

  /** Looks at a verdict with the truth of its scenario. */
  public static Swept of(SweptScenario scenario, Verdict verdict) {
    return new Swept(scenario.seed(), scenario.yaml(), Oracle.of(scenario), verdict);
  }

  /** What the verdict is worth; what it names as well counts where it is wrong. */
  public Grade grade() {
    boolean wrongAsWell =
        verdict.also().stream()
            .filter(also -> also.certainty() != Certainty.POSSIBLE)
            .anyMatch(also -> !truth.allowsAsWell(also.cause().id()));
    return wrongAsWell ? Grade.WRONG : grade(verdict.cause().id(), verdict.certainty());
  }

  private Grade grade(String cause, Certainty certainty) {
    boolean sure = certainty != Certainty.POSSIBLE;
    if (cause.equals(Truth.NONE)) {
      if (sure) {
        return truth.harmed() ? Grade.WRONG : Grade.RIGHT;
      }
      return truth.harmless() ? Grade.RIGHT : Grade.MISSED;
    }
    if (truth.allows(cause)) {
      return Grade.RIGHT;
    }
    if (truth.isTrueByTheLetter(cause)) {
      return Grade.SHALLOW;
    }
    return sure ? Grade.WRONG : Grade.POOR;
  }

  /** One line: the seed, the verdict and the truth. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(grade()).append(" seed ").append(seed).append(": ");
    line.append(verdict.cause().id()).append(' ').append(verdict.certainty().id());
    verdict
        .also()
        .forEach(also ->
            line.append(" + ").append(also.cause().id()).append(' ').append(also.certainty().id()));
    return line.append(" | ").append(truth.label()).append(" | ").append(truth).toString();
  }
}
