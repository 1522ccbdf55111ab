/** Where functions live: evidence and invocations on the real AWS services. */
@NullMarked
package dev.unthrottle.aws;

import org.jspecify.annotations.NullMarked;
