package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import java.util.Optional;

/** Finds the settings that a probe is to prove, from what it has seen so far. */
@FunctionalInterface
public interface Remedy {

  /** The client with the recommended settings, or nothing if there is nothing to recommend. */
  Optional<Client> after(ProbeRecord soFar);
}
