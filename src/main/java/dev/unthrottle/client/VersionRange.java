package dev.unthrottle.client;

import org.jspecify.annotations.Nullable;

/**
 * A range of versions.
 *
 * @param from the first version in it
 * @param before the first version after it, or {@code null} where no end is known
 */
record VersionRange(Version from, @Nullable Version before) {

  VersionRange {
    if (before != null && before.compareTo(from) <= 0) {
      throw new IllegalArgumentException(
          "A range of versions must not be empty. Found: from %s before %s"
              .formatted(from, before));
    }
  }

  boolean contains(Version version) {
    return startsAtOrBefore(version) && (before == null || version.compareTo(before) < 0);
  }

  boolean startsAtOrBefore(Version version) {
    return from.compareTo(version) <= 0;
  }

  @Override
  public String toString() {
    return before == null
        ? "%s and later".formatted(from)
        : "%s up to, not including, %s".formatted(from, before);
  }
}
