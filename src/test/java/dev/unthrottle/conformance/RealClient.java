package dev.unthrottle.conformance;

import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.RetryMode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real client as it is installed here, and what the catalogue is to be asked for.
 *
 * @param name how the report calls it
 * @param id which client
 * @param countsAs the version that the catalogue is asked for where it isn't the installed one
 * @param settings those that the client is given beside the ones of a case
 * @param modes the retry modes that it can be told
 * @param shortestReadTimeout the shortest that it can be told, or that is practical
 * @param lateness how much later than its read timeout says it hangs up
 * @param extent which cases it has to go through
 * @param driver what makes its calls
 */
record RealClient(
    String name,
    ClientId id,
    @Nullable String countsAs,
    Map<String, String> settings,
    Set<RetryMode> modes,
    Duration shortestReadTimeout,
    Lateness lateness,
    Extent extent,
    Driver driver) {

  /** Which part of the matrix a client goes through. */
  enum Extent {
    /** Every number of attempts in every retry mode. */
    ALL,
    /** Every number of attempts in the default mode. */
    DEFAULT_MODE,
    /** The default number of attempts in every retry mode: for clients that are slow to start. */
    DEFAULT_ATTEMPTS
  }

  /** What the catalogue is asked for. */
  String version() {
    return countsAs == null ? driver.version() : countsAs;
  }

  /** What it speaks HTTP with, {@code null} where there is no choice. */
  @Nullable String httpClient() {
    return settings.get("httpClient");
  }
}
