/** Where diagnoses are kept that take longer than their askers wait. */
@NullMarked
package dev.unthrottle.diagnosis.store;

import org.jspecify.annotations.NullMarked;
