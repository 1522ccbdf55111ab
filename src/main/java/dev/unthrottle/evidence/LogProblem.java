package dev.unthrottle.evidence;

/**
 * Something in exported logs that could not be read.
 *
 * @param file where, as the user named it
 * @param what what is wrong, and what became of it; one sentence
 */
public record LogProblem(String file, String what) {}
