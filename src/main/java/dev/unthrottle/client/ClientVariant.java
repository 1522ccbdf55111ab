package dev.unthrottle.client;

import java.util.List;

/**
 * One row of the catalogue: how a client behaves in a range of its versions and one retry mode.
 *
 * @param id the row's name, {@code aws-cli-v2-pre2026}
 * @param client which client
 * @param packageName what its versions are those of
 * @param versions the range of versions, in words
 * @param versionChecked the version that was looked at
 * @param defaultMode whether this range behaves so unless told otherwise
 * @param timeouts the defaults
 * @param retries the defaults
 * @param tcpKeepAlive the default
 * @param prints what its user gets to see
 * @param confidence how sure the row is
 * @param sources where the figures come from
 * @param notes what a user of it should know
 */
public record ClientVariant(
    String id,
    ClientId client,
    String packageName,
    String versions,
    String versionChecked,
    boolean defaultMode,
    Timeouts timeouts,
    RetryPolicy retries,
    boolean tcpKeepAlive,
    Prints prints,
    Confidence confidence,
    List<String> sources,
    List<String> notes) {

  /** How a row of the catalogue was found out, the surest first. */
  public enum Confidence {
    /** Run against a server, and what it did was recorded. */
    MEASURED,
    /** Read in the client's source. */
    SOURCE,
    /** Read in its documentation. */
    DOCUMENTED,
    /** Concluded from a neighbouring version or client. */
    INFERRED
  }

  /** Copies the lists. */
  public ClientVariant {
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }
}
