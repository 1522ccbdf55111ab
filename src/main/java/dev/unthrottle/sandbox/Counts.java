package dev.unthrottle.sandbox;

/**
 * What became of one function since the sandbox started; its history is not counted.
 *
 * @param executions how often it began to run
 * @param refusals how often it was refused with 429
 * @param inFlight how many executions hold a slot now
 * @param peakInFlight the most that ever held one at once
 */
public record Counts(int executions, int refusals, int inFlight, int peakInFlight) {}
