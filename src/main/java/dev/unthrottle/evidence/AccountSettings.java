package dev.unthrottle.evidence;

/**
 * The concurrency of an account in one Region. Both figures are limits, not usage.
 *
 * @param concurrentExecutions the quota
 * @param unreservedConcurrentExecutions the quota less all reservations
 */
public record AccountSettings(int concurrentExecutions, int unreservedConcurrentExecutions) {}
