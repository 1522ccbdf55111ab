package dev.unthrottle.app;

import dev.unthrottle.client.ClientConfiguration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a simulation is to be compared with. */
sealed interface Variation {

  /** What a diagnosis would recommend. */
  record Recommended() implements Variation {}

  /**
   * Another client, or other settings.
   *
   * @param name as reports call it
   * @param client the client
   * @param reserved the function's reserved concurrency, {@code null} for the same
   * @param functionTimeout its timeout, {@code null} for the same
   */
  record Other(
      String name,
      ClientConfiguration client,
      @Nullable Integer reserved,
      @Nullable Duration functionTimeout)
      implements Variation {}
}
