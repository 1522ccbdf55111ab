/** A diagnosis as JSON, text, HTML and SVG; pure functions. */
@NullMarked
package dev.unthrottle.report;

import org.jspecify.annotations.NullMarked;
