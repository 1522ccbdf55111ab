package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.Decision;
import java.util.concurrent.CompletableFuture;

/** What became of the wish to execute a function. */
sealed interface Admission {

  /**
   * It got a slot.
   *
   * @param run the execution
   * @param ended completes when the execution has given its slot back
   */
  record Admitted(Run run, CompletableFuture<Run> ended) implements Admission {}

  /**
   * It got none.
   *
   * @param why what stood against it
   */
  record Refused(Decision why) implements Admission {}
}
