package dev.unthrottle.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant with what is needed to find it.
 *
 * @param variant what the world sees
 * @param transport what it speaks HTTP with
 * @param settings how its retry mode understands settings that other modes understand otherwise
 * @param versions those that can behave so, or {@code null} if none does without the opt-in
 * @param byDefault those of {@link #versions} that behave so unless told otherwise, or {@code null}
 * @param withOptIn those that behave so where what is new in 2026 is turned on, or {@code null}
 * @param withOptOut those that behave so where what is new in 2026 is turned off, or {@code null}
 * @param caution what makes it unsure that a version is this row, or {@code null}
 */
record CatalogRow(
    ClientVariant variant,
    Transport transport,
    List<Setting> settings,
    @Nullable VersionRange versions,
    @Nullable VersionRange byDefault,
    @Nullable VersionRange withOptIn,
    @Nullable VersionRange withOptOut,
    @Nullable String caution) {

  CatalogRow {
    settings = List.copyOf(settings);
  }

  RetryMode mode() {
    return variant.retries().mode();
  }
}
