/** From evidence to one verdict with its reasons, and to settings that end the cause. */
@NullMarked
package dev.unthrottle.diagnosis;

import org.jspecify.annotations.NullMarked;
