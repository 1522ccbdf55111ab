/** Scenarios at random, and the truth about each from the mechanics that were played. */
@NullMarked
package dev.unthrottle.sweep;

import org.jspecify.annotations.NullMarked;
