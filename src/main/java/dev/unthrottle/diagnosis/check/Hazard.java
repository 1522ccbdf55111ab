package dev.unthrottle.diagnosis.check;

import org.jspecify.annotations.Nullable;

/**
 * A setting that can't be right.
 *
 * @param rule the rule that it breaks
 * @param part which setting
 * @param found what was found, a sentence
 * @param why why it is a hazard, in figures
 * @param fix what to do about it
 * @param together what to do about all hazards of the same call, {@code null} where there is no
 *     more
 * @param snippet the fix to paste, {@code null} where there is none
 */
public record Hazard(
    HazardRule rule,
    Setup.Part part,
    String found,
    String why,
    String fix,
    @Nullable String together,
    @Nullable String snippet) {

  /** What to do about it and about what is found beside it. */
  public String wholeFix() {
    return together == null ? fix : fix + " " + together;
  }

  /**
   * A value that nothing could be checked with.
   *
   * @param found what stands there
   * @param fix how it can be checked all the same
   */
  public static Hazard notResolved(Setup.Part part, String found, String fix) {
    HazardRule rule = HazardRule.VALUE_NOT_RESOLVED;
    return new Hazard(rule, part, found, rule.meaning(), fix, null, null);
  }

  /**
   * A key of a file that stands there twice.
   *
   * @param key the key
   * @param firstLine the line of the first, counted from 1
   */
  public static Hazard keyStandsTwice(String key, int firstLine) {
    return new Hazard(
        HazardRule.KEY_STANDS_TWICE,
        Setup.Part.WHOLE,
        "%s stands here a second time; the first is in line %d.".formatted(key, firstLine),
        "What was meant by the first is lost without a word.",
        "Keep one of them.",
        null,
        null);
  }
}
