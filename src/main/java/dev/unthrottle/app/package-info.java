/** How you ask: composition of the parts, and the HTTP API that every entry point shares. */
@NullMarked
package dev.unthrottle.app;

import org.jspecify.annotations.NullMarked;
