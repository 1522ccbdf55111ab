/**
 * Settings that end a cause, simulated before they are given, and the way out where no setting can.
 */
@NullMarked
package dev.unthrottle.diagnosis.advice;

import org.jspecify.annotations.NullMarked;
