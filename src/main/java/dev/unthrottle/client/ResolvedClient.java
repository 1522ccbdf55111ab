package dev.unthrottle.client;

import java.util.List;

/**
 * A configuration as the catalogue understands it.
 *
 * @param client what will effectively happen
 * @param variant the catalogue's row for this version and mode
 * @param warnings settings that this version ignores, versions that the catalogue had to guess
 */
public record ResolvedClient(Client client, ClientVariant variant, List<String> warnings) {

  /** Copies the warnings. */
  public ResolvedClient {
    warnings = List.copyOf(warnings);
  }
}
