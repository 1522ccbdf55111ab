package dev.unthrottle.diagnosis;

import java.util.List;

/** A cause that a case may have, and what it must have left behind if it has. */
interface Hypothesis {

  /** All of them, those first that explain more where several are equally sure. */
  List<Hypothesis> ALL =
      List.of(
          new ReservedConcurrencyZero(),
          new SelfCollision(),
          new Duplicates(),
          new ReservedConcurrencySaturated());

  /** The cause that it stands for. */
  Cause cause();

  /** Holds what the cause predicts against what is known. */
  Assessment assess(CaseFile file);
}
