package dev.unthrottle.client;

import org.jspecify.annotations.Nullable;

/**
 * A variant with what is needed to find it.
 *
 * @param variant what the world sees
 * @param transport what it speaks HTTP with
 * @param versions those that can behave so, or {@code null} if none does without the opt-in
 * @param byDefault those of {@link #versions} that behave so unless told otherwise, or {@code null}
 * @param withOptIn those that behave so with {@code AWS_NEW_RETRIES_2026=true}, or {@code null}
 * @param caution what makes it unsure that a version is this row, or {@code null}
 */
record CatalogRow(
    ClientVariant variant,
    Transport transport,
    @Nullable VersionRange versions,
    @Nullable VersionRange byDefault,
    @Nullable VersionRange withOptIn,
    @Nullable String caution) {

  RetryMode mode() {
    return variant.retries().mode();
  }
}
