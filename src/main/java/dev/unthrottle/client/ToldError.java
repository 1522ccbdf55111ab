package dev.unthrottle.client;

import org.jspecify.annotations.Nullable;

/**
 * What a grammar found in an error text, word for word.
 *
 * @param client the client that prints such a text, if it is unmistakable
 * @param service the AWS service that answered, as the client calls it
 * @param operation the API operation
 * @param code the AWS error code
 * @param message the service's message
 * @param attempts how many attempts were made, the first included
 * @param counts whether this client, by its defaults, counts the attempts in such a text
 */
record ToldError(
    @Nullable ClientId client,
    @Nullable String service,
    @Nullable String operation,
    @Nullable String code,
    @Nullable String message,
    @Nullable Integer attempts,
    boolean counts) {}
