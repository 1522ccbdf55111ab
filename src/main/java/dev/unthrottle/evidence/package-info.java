/**
 * What AWS knows about a function: settings, invocations read from logs, and metrics, every fact
 * with its source and time.
 */
@NullMarked
package dev.unthrottle.evidence;

import org.jspecify.annotations.NullMarked;
