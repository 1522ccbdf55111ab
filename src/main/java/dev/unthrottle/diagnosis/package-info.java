/**
 * From evidence to one verdict with its reasons, and to settings that end the cause.
 *
 * <p>A {@code casefile} gathers what is known, a {@code cause} explains it, {@code advice} ends it;
 * a {@code check} judges settings before anything has happened, and a {@code store} keeps what
 * takes longer than its asker waits.
 */
@NullMarked
package dev.unthrottle.diagnosis;

import org.jspecify.annotations.NullMarked;
