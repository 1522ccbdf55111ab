/**
 * The error texts that AWS clients print: which client and mode they fit, what they say of the
 * attempts, and what they point to.
 */
@NullMarked
package dev.unthrottle.client.error;

import org.jspecify.annotations.NullMarked;
