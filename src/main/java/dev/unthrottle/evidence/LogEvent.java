package dev.unthrottle.evidence;

import java.time.Instant;

/**
 * One event of a CloudWatch log stream.
 *
 * @param timestamp the event's time
 * @param stream its log stream
 * @param message its text, line ends included
 */
public record LogEvent(Instant timestamp, String stream, String message) {}
