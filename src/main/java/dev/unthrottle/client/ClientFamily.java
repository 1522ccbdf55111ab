package dev.unthrottle.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that the catalogue knows of one client.
 *
 * @param id which client
 * @param newest the newest version that the catalogue knows
 * @param settings those that it obeys whatever it speaks HTTP with, the stronger first
 * @param defaultsModes the connect timeouts that {@code AWS_DEFAULTS_MODE} sets
 * @param rows its variants
 */
record ClientFamily(
    ClientId id,
    Version newest,
    List<Setting> settings,
    Map<String, Duration> defaultsModes,
    List<CatalogRow> rows) {

  ClientFamily {
    settings = List.copyOf(settings);
    defaultsModes = Map.copyOf(defaultsModes);
    rows = List.copyOf(rows);
  }

  /** The settings that {@code row} obeys, the stronger first. */
  List<Setting> settings(CatalogRow row) {
    return Stream.concat(row.transport().settings().stream(), settings.stream()).toList();
  }
}
