package dev.unthrottle.conformance;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.client.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What a snippet is tried with, and what has to come of it. */
enum Trial {
  /** The function answers in time; the client is told everything that it can be told. */
  FAST("a fast function", Duration.ofSeconds(10), 1, 200, Surfaced.Kind.ANSWERED),

  /** The function outlasts all attempts. */
  SLOW("a slower one", Duration.ofSeconds(2), 2, 200, Surfaced.Kind.TIMEOUT),

  /** Lambda queues the event and answers at once, however long the function runs. */
  EVENT("asynchronously", Duration.ofSeconds(10), 1, 202, Surfaced.Kind.ANSWERED);

  /** No client's default. */
  private static final int ATTEMPTS = 2;

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ATTEMPT = Duration.ofMinutes(1);
  private static final Duration CALL = Duration.ofMinutes(2);

  private final String words;
  private final Duration read;
  private final int requests;
  private final int status;
  private final Surfaced.Kind surfaced;

  Trial(String words, Duration read, int requests, int status, Surfaced.Kind surfaced) {
    this.words = words;
    this.read = read;
    this.requests = requests;
    this.status = status;
    this.surfaced = surfaced;
  }

  /** Whether the snippet is one for an asynchronous call. */
  boolean asynchronous() {
    return this == EVENT;
  }

  /** What the snippet is to make of a client of this variant. */
  Client client(ClientVariant variant) {
    Client unlimited =
        new Client(
                variant.client(), null, variant.id(), variant.timeouts(), variant.retries(), false)
            .with(Timeouts.of(CONNECT, read), ATTEMPTS, this == FAST);
    return this == FAST ? limited(unlimited) : unlimited;
  }

  /** With as many limits as a client of that variant can be told. */
  private Client limited(Client client) {
    return List.of(
            new Timeouts(CONNECT, read, ATTEMPT, CALL),
            new Timeouts(CONNECT, read, ATTEMPT, null),
            client.timeouts())
        .stream()
        .map(timeouts -> client.with(timeouts, ATTEMPTS, true))
        .filter(Trial::canBeTold)
        .findFirst()
        .orElseThrow();
  }

  private static boolean canBeTold(Client client) {
    try {
      Snippet _ = Snippet.of(client, false, "any");
      return true;
    } catch (Snippet.Impossible e) {
      return false;
    }
  }

  /** How long the function runs. */
  Duration duration(Client client, Lateness lateness) {
    Duration hangsUpAfter = Objects.requireNonNull(client.timeouts().read()).plus(lateness.most());
    Patience patience = this == FAST ? Patience.ABOVE : Patience.FAR_BELOW;
    return patience.duration(this == EVENT ? Duration.ZERO : hangsUpAfter, client.retries());
  }

  /** What has to come of it. */
  Outcome expected() {
    return new Outcome(requests, requests, 0, requests, surfaced);
  }

  /** The status that every request has to be answered with. */
  int status() {
    return status;
  }

  @Override
  public String toString() {
    return words;
  }
}
