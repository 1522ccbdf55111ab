/**
 * What a caller does when a call is slow or refused: timeouts, retries, backoff and quota of real
 * AWS clients, the catalogue of them, the error text they print and the settings snippet they read.
 */
@NullMarked
package dev.unthrottle.client;

import org.jspecify.annotations.NullMarked;
