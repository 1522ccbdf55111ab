/** Rules that settings alone can break, for CI. */
@NullMarked
package dev.unthrottle.diagnosis.check;

import org.jspecify.annotations.NullMarked;
