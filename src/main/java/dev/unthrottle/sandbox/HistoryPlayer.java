package dev.unthrottle.sandbox;

import java.time.Instant;

/** placeholder until the simulation is merged. */
final class HistoryPlayer {
  HistoryPlayer(Scenario scenario, Engine engine) {}

  void play(Instant now, long seed) {}
}
