package dev.unthrottle.simulation;

import dev.unthrottle.client.AttemptOutcome;
import java.time.Duration;

/**
 * One call of a simulation, as its caller saw it.
 *
 * @param number the call's number, from 1
 * @param caller the index of its caller in the plan, from 0
 * @param start when it was made, from the timeline's origin
 * @param end when it was over for its caller, from the timeline's origin
 * @param surfaced how its last attempt ended, which is what the caller gets to see; {@code
 *     CALL_TIMEOUT} also if the limit for the whole call passed while it waited for an attempt
 * @param attempts how many attempts it made; none if that limit passed while it waited for its
 *     client's send rate
 */
public record SimulatedCall(
    int number, int caller, Duration start, Duration end, AttemptOutcome surfaced, int attempts) {}
