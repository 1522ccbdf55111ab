package dev.unthrottle.diagnosis.check;

import org.jspecify.annotations.Nullable;

/**
 * What a rule found: a hazard without its rule, and without what all hazards of a setup share.
 *
 * @param found what was found, a sentence
 * @param why why it is a hazard, in figures
 * @param fix what to do
 * @param snippet the fix to paste, {@code null} if it is the client's settings
 */
record Clue(String found, String why, String fix, @Nullable String snippet) {

  /** A clue whose fix is the client's settings. */
  Clue(String found, String why, String fix) {
    this(found, why, fix, null);
  }
}
