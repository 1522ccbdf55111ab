package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import java.util.List;
import java.util.Set;

/** A cause that a case may have, and what it must have left behind if it has. */
interface Hypothesis {

  /** The cause that it stands for. */
  Cause cause();

  /** What it predicts. They are looked for in this order, so those that decide alone come first. */
  List<Prediction> predictions();

  /** How it tells the case. */
  Story story(CaseFile file);

  /** What rules it out where nothing contradicts it and nothing points to it, one sentence. */
  String nothingSeen();

  /**
   * The causes that this one looks like and is the reason of. Where it fits as surely, they are not
   * causes of their own.
   */
  default Set<Cause> broughtAbout() {
    return Set.of();
  }

  /** Whether it can be the reason of most refusals that are known. */
  default boolean explainsMost(CaseFile file) {
    return true;
  }

  /**
   * Whether it is there besides a cause that is to be mended first, and that hides how often: most
   * of the client's calls would meet it if nobody else called, or some of what is known is its own.
   */
  default boolean isThereBesides(CaseFile file) {
    return false;
  }

  /** The causes that may be there as well, and are to be mended after this one. */
  default Set<Cause> mendedAfter(CaseFile file) {
    return Set.of();
  }
}
