package dev.unthrottle.diagnosis.casefile;

import dev.unthrottle.client.AttemptOutcome;
import java.time.Duration;

/**
 * What one call with certain settings has to expect, from simulating many of them.
 *
 * @param surfaces how a call ends most often
 * @param executionsPerCall runs of the function that a call causes on average
 * @param mostExecutionsPerCall the most that one call caused
 * @param throttleProbability the share of calls of which an attempt was refused
 * @param duplicateProbability the share of calls that ran more than once
 * @param median the median time to an outcome
 * @param p99 the time to an outcome that 99 % of the calls took at most
 * @param longest the longest time to an outcome
 */
public record Outlook(
    AttemptOutcome surfaces,
    double executionsPerCall,
    int mostExecutionsPerCall,
    double throttleProbability,
    double duplicateProbability,
    Duration median,
    Duration p99,
    Duration longest) {

  /** Whether a call neither collides with itself nor runs twice. */
  public boolean clean() {
    return throttleProbability == 0
        && duplicateProbability == 0
        && surfaces == AttemptOutcome.ANSWERED;
  }
}
