/**
 * Real AWS clients against a sandbox, case by case, and beside them what the simulation says that
 * they do: as many requests, executions and refusals, the same error, and gaps between attempts
 * that the backoff allows.
 */
@NullMarked
package dev.unthrottle.conformance;

import org.jspecify.annotations.NullMarked;
