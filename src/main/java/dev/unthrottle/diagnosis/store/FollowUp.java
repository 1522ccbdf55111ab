package dev.unthrottle.diagnosis.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left to be done about a diagnosis that was answered before all of its probe's executions
 * had ended: to look at the logs again and to answer anew. Nothing more is invoked for it.
 *
 * @param request what was asked, without the payload
 * @param stopped why the probe ended early, in its own words; {@code null} if it didn't
 * @param from when that makes sense
 */
public record FollowUp(Packed request, @Nullable String stopped, Instant from) {}
