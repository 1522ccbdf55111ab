package dev.unthrottle.client;

import org.jspecify.annotations.Nullable;

/**
 * A setting as the catalogue knows it for one variant.
 *
 * @param name as the client's users write it
 * @param from where it stands: {@code flag}, {@code code}, {@code system-property}, {@code
 *     environment}, {@code config-file} or {@code dependency}
 * @param means what it sets, {@code read-timeout}; {@code nothing} where it has no effect
 * @param because why it has no effect, or when it has none
 */
public record KnownSetting(String name, String from, String means, @Nullable String because) {}
