package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import java.time.Duration;

/**
 * The time between two attempts of a call.
 *
 * @param retry the retry that it came before, from 1
 * @param after how the attempt before it ended
 * @param length from that end to the next attempt's arrival
 */
record Gap(int retry, AttemptOutcome after, Duration length) {}
