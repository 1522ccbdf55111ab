/** What is known about one case, in the terms that causes and advice argue in. */
@NullMarked
package dev.unthrottle.diagnosis.casefile;

import org.jspecify.annotations.NullMarked;
