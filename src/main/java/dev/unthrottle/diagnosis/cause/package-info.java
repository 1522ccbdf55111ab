/** The causes that a case can have, what each predicts, and the judge that names one. */
@NullMarked
package dev.unthrottle.diagnosis.cause;

import org.jspecify.annotations.NullMarked;
