package dev.unthrottle.diagnosis.store;

import java.time.Instant;

/**
 * What a worker expects before its probe begins.
 *
 * @param end when it will be done
 * @param mostUsdPerInvocation the most that one invocation costs
 */
public record Expected(Instant end, double mostUsdPerInvocation) {}
