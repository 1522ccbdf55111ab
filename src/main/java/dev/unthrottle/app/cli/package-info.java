/** The command line. */
@NullMarked
package dev.unthrottle.app.cli;

import org.jspecify.annotations.NullMarked;
