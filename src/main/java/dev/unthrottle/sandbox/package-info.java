/** A small AWS on 127.0.0.1 that throttles like the real one, and the scenarios it plays. */
@NullMarked
package dev.unthrottle.sandbox;

import org.jspecify.annotations.NullMarked;
