/**
 * A few careful invocations that prove a diagnosis: their plan, their safety rules and their
 * record.
 */
@NullMarked
package dev.unthrottle.probe;

import org.jspecify.annotations.NullMarked;
