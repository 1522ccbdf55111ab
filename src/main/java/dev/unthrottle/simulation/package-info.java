/** Client calls meeting a concurrency limit in virtual time, replayable from a seed. */
@NullMarked
package dev.unthrottle.simulation;

import org.jspecify.annotations.NullMarked;
