/** The handlers that AWS Lambda runs. */
@NullMarked
package dev.unthrottle.app.lambda;

import org.jspecify.annotations.NullMarked;
