package dev.unthrottle.diagnosis.store;

import java.time.Instant;

/**
 * What is left to be done about a diagnosis that was answered before all of its probe's executions
 * had ended: to look at the logs again and to answer anew. Nothing more is invoked for it.
 *
 * @param request what was asked, without the payload
 * @param stopped why the probe ended early, in its own words
 * @param from when that makes sense
 */
public record FollowUp(Packed request, String stopped, Instant from) {}
