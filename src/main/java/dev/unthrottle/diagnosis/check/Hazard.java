package dev.unthrottle.diagnosis.check;

import org.jspecify.annotations.Nullable;

/**
 * A setting that can't be right.
 *
 * @param rule the rule that it breaks
 * @param part which setting
 * @param found what was found, a sentence
 * @param why why it is a hazard, in figures
 * @param fix what to do
 * @param snippet the fix to paste, {@code null} where there is none
 */
public record Hazard(
    HazardRule rule,
    Setup.Part part,
    String found,
    String why,
    String fix,
    @Nullable String snippet) {

  /**
   * A value that nothing could be checked with.
   *
   * @param found what stands there
   * @param fix how it can be checked all the same
   */
  public static Hazard notResolved(Setup.Part part, String found, String fix) {
    HazardRule rule = HazardRule.VALUE_NOT_RESOLVED;
    return new Hazard(rule, part, found, rule.meaning(), fix, null);
  }
}
