package dev.unthrottle.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the catalogue knows of one client.
 *
 * @param id which client
 * @param newest the newest version that the catalogue knows
 * @param settings those that it obeys whatever it speaks HTTP with, the stronger first
 * @param defaultsModes the connect timeout that each mode of {@code AWS_DEFAULTS_MODE} sets, if any
 * @param defaultsModeYieldsTo the beginnings of the names of settings in whose presence a defaults
 *     mode leaves the connect timeout alone
 * @param modesTakenAs the retry modes that it takes as another
 * @param rows its variants
 */
record ClientFamily(
    ClientId id,
    Version newest,
    List<Setting> settings,
    Map<String, Optional<Duration>> defaultsModes,
    List<String> defaultsModeYieldsTo,
    Map<RetryMode, RetryMode> modesTakenAs,
    List<CatalogRow> rows) {

  ClientFamily {
    settings = List.copyOf(settings);
    defaultsModes = Map.copyOf(defaultsModes);
    defaultsModeYieldsTo = List.copyOf(defaultsModeYieldsTo);
    modesTakenAs = Map.copyOf(modesTakenAs);
    rows = List.copyOf(rows);
  }

  /**
   * The settings that {@code row} obeys, the stronger first. Where its transport or its retry mode
   * understands one otherwise, that stands in the place of the general one.
   */
  List<Setting> settings(CatalogRow row) {
    Map<String, Setting> byName = new LinkedHashMap<>();
    row.transport().settings().forEach(setting -> byName.put(setting.name(), setting));
    settings.forEach(setting -> byName.putIfAbsent(setting.name(), setting));
    row.settings().forEach(setting -> byName.put(setting.name(), setting));
    return List.copyOf(byName.values());
  }
}
