package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan.
 *
 * @param step which step
 * @param invocations the most executions that can come of it
 * @param client whose settings it plays; {@code null} if they aren't known yet, as those that are
 *     to be proven, or if the function's timeout isn't
 * @param longest the longest that it can take; zero if the function's timeout is unknown
 * @param expected how long it takes if executions last as long as 99 in 100 of the logs; {@code
 *     null} if the logs show none
 */
public record PlannedStep(
    ProbeStep step,
    int invocations,
    @Nullable Client client,
    Duration longest,
    @Nullable Duration expected) {}
