package dev.unthrottle.sweep;

import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.sandbox.Replay;
import dev.unthrottle.sandbox.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A scenario at random, and what its file doesn't say of it.
 *
 * @param seed what it was drawn from, and what its history is played from
 * @param yaml its file
 * @param scenario what the file says
 * @param suspect the client under suspicion, whether the file names it or not
 * @param error the pasted error, {@code null} for none
 * @param replay its history
 */
public record SweptScenario(
    long seed,
    String yaml,
    Scenario scenario,
    ResolvedClient suspect,
    @Nullable DrawnError error,
    Replay replay) {

  /** A scenario; the same seed draws the same one. */
  public static SweptScenario of(long seed) {
    return new ScenarioDraw(seed).draw();
  }

  /** The function that is asked about. */
  String function() {
    return scenario.functions().getFirst().name();
  }
}
