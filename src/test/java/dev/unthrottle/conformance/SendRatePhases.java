package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gaps that a call in adaptive mode can have. The client's rate limit measures in half seconds
 * of the clock and gathers tokens since some moment, so it matters when the client is made, when
 * the call begins and how long a refusal takes; the simulated limiter goes through all of that.
 *
 * @param retries the client's
 * @param hint what refusals say about when to come back
 * @param patience after which the client hangs up
 */
record SendRatePhases(RetryPolicy retries, RetryHint hint, Duration patience) {

  /** More than a whole measurement, which takes half a second, and finely enough. */
  private static final Duration WHOLE = Duration.ofSeconds(1);

  private static final Duration STEP = Duration.ofMillis(50);

  /** From making the client until its first request is sent. */
  private static final List<Duration> STARTS = millis(0, 200, 500, 1000);

  private static final List<Duration> ROUND_TRIPS = millis(0, 60, 300);

  private static final double[] DRAWS = {0, 0.25, 0.5, 0.75, 1};

  private static List<Duration> millis(long... millis) {
    return Arrays.stream(millis).mapToObj(Duration::ofMillis).toList();
  }

  /**
   * The bounds of each gap.
   *
   * @param ends how the attempt before each gap ended
   */
  List<Range> of(List<AttemptOutcome> ends) {
    List<List<Long>> gaps = new ArrayList<>();
    ends.forEach(_ -> gaps.add(new ArrayList<>()));
    for (double[] draws : draws(ends.size())) {
      for (Duration phase = Duration.ZERO; phase.compareTo(WHOLE) < 0; phase = phase.plus(STEP)) {
        for (Duration start : STARTS) {
          for (Duration roundTrip : ROUND_TRIPS) {
            play(ends, draws, phase.toNanos(), start.toNanos(), roundTrip.toNanos(), gaps);
          }
        }
      }
    }
    return gaps.stream().map(Range::of).toList();
  }

  /** All combinations of draws for so many gaps. */
  private static List<double[]> draws(int gaps) {
    List<double[]> all = new ArrayList<>();
    int combinations = (int) Math.pow(DRAWS.length, gaps);
    for (int number = 0; number < combinations; number++) {
      double[] draws = new double[gaps];
      int rest = number;
      for (int i = 0; i < gaps; i++) {
        draws[i] = DRAWS[rest % DRAWS.length];
        rest /= DRAWS.length;
      }
      all.add(draws);
    }
    return all;
  }

  private void play(
      List<AttemptOutcome> ends,
      double[] draws,
      long made,
      long start,
      long roundTrip,
      List<List<Long>> gaps) {
    RetryState state = new RetryState(retries, made);
    long sent = made + start;
    sent += state.delayBeforeCallNanos(sent);
    sent += state.delayBeforeSendingNanos(sent);
    for (int i = 0; i < ends.size(); i++) {
      AttemptOutcome end = ends.get(i);
      long ended = sent + (end == AttemptOutcome.REFUSED ? roundTrip : patience.toNanos());
      state.attemptEnded(end, ended);
      RetryHint said = end == AttemptOutcome.REFUSED ? hint : RetryHint.NONE;
      sent = ended + state.delayBeforeRetryNanos(i + 1, end, said, draws[i], ended);
      for (long wait = state.delayBeforeSendingNanos(sent);
          wait > 0;
          wait = state.delayBeforeSendingNanos(sent)) {
        sent += wait;
      }
      gaps.get(i).add(sent - ended);
    }
  }
}
