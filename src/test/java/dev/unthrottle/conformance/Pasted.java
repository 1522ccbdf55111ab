package dev.unthrottle.conformance;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.sandbox.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A snippet that somebody pasted, with a function of its own to call.
 *
 * @param tool the name of what runs it
 * @param variant whose snippet it is
 * @param trial what it is tried with
 * @param function the function's name, good for a class's too
 */
record Pasted(String tool, ClientVariant variant, Trial trial, String function) {

  private static final Lateness CRT = RealClients.CRT_LATENESS;

  /** How late the first request of a client may arrive whose timer runs already. */
  private static final Duration A_COLD_START = Duration.ofMillis(300);

  /** What the snippet is to make of the client. */
  Client client() {
    return trial.client(variant);
  }

  /** As the product hands it out. */
  Snippet snippet() {
    return Snippet.of(client(), trial.asynchronous(), function);
  }

  private Lateness lateness() {
    return variant.id().endsWith("-crt") ? CRT : Lateness.NONE;
  }

  /** The function in a scenario. */
  String yaml() {
    return "  - {name: %s, timeout: 300s, duration: %dms}"
        .formatted(function, trial.duration(client(), lateness()).toMillis());
  }

  /** When the client hangs up at the latest. */
  Duration hangsUpAfter() {
    return Objects.requireNonNull(client().timeouts().read()).plus(lateness().most());
  }

  /** What was seen and shouldn't have been. */
  List<Difference> differences(Observation seen, List<Access> log) {
    List<Difference> differences = new ArrayList<>(trial.expected().differencesTo(seen.outcome()));
    log.stream()
        .filter(request -> request.status() != trial.status())
        .map(
            request -> new Difference("status", request.status() + " instead of " + trial.status()))
        .forEach(differences::add);
    seen.gaps().stream()
        .filter(gap ->
            gap.length().compareTo(shortest(gap)) < 0 || gap.length().compareTo(longest(gap)) > 0)
        .map(gap ->
            new Difference(
                "gap",
                "%d ms after hanging up, instead of %d to %d ms"
                    .formatted(
                        gap.length().toMillis(),
                        shortest(gap).toMillis(),
                        longest(gap).toMillis())))
        .forEach(differences::add);
    return differences;
  }

  private Duration shortest(Gap gap) {
    return backoff(gap, 0).minus(lateness().range()).minus(A_COLD_START);
  }

  private Duration longest(Gap gap) {
    return backoff(gap, 1).plus(Expectation.SLACK);
  }

  private Duration backoff(Gap gap, double drawn) {
    return Duration.ofNanos(
        client()
            .retries()
            .delayNanos(gap.retry(), AttemptOutcome.READ_TIMEOUT, RetryHint.NONE, drawn));
  }

  @Override
  public String toString() {
    return "%s's snippet for %s, %s".formatted(variant.id(), tool, trial);
  }
}
