package dev.unthrottle.client;

import java.util.List;

/**
 * What a client speaks HTTP with: it decides how long the client waits. Clients that let their
 * users choose have several.
 *
 * @param id the name that the setting {@code httpClient} takes: {@code apache5}
 * @param timeouts the defaults
 * @param tcpKeepAlive the default
 * @param settings those that it obeys, the stronger first
 * @param prints what its user gets to see
 * @param snippet the name of the template that sets it up
 * @param sources where the figures come from
 * @param notes what a user of it should know
 */
record Transport(
    String id,
    Timeouts timeouts,
    boolean tcpKeepAlive,
    List<Setting> settings,
    Prints prints,
    String snippet,
    List<String> sources,
    List<String> notes) {

  Transport {
    settings = List.copyOf(settings);
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }
}
