package dev.unthrottle.aws;

import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Observation.Observed;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.probe.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls for one user and counts them. A call that fails costs the evidence it was made for
 * and nothing else. Calls that share the control plane's quota wait for their turn.
 */
final class Asker {

  private final AwsClients clients;
  private final InstantSource clock;
  private final Pause pause;
  private final Map<AwsCall, AtomicInteger> sent = new ConcurrentHashMap<>();

  /** Has made no call yet. */
  Asker(AwsClients clients, InstantSource clock, Pause pause) {
    this.clients = clients;
    this.clock = clock;
    this.pause = pause;
  }

  /** How many requests were sent, retries included. */
  int calls() {
    return sent.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** How many requests for that call were sent, retries included. */
  int calls(AwsCall call) {
    return sent.getOrDefault(call, new AtomicInteger()).get();
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Makes a call.
   *
   * @param subject what it asks about: a function, or a log group
   * @param question sends the request, with the transmission it is handed
   */
  <T> Observation<T> ask(
      AwsCall call, String subject, Source source, Function<Transmission, T> question) {
    awaitTurn(call);
    AtomicInteger tries = new AtomicInteger();
    Transmission transmission =
        new Transmission(() -> beforeSending(call, tries.getAndIncrement()), clock);
    try {
      return Observation.of(question.apply(transmission), source, clock.instant());
    } catch (SdkException failure) {
      return Observation.missing(Failures.gap(call, subject, failure, transmission.lastSent()));
    }
  }

  /** Makes a call about settings, unless its answer is known from a few seconds ago. */
  <T> Observation<T> settings(
      AwsCall call, String subject, Class<T> type, Function<Transmission, T> question) {
    Observed<?> known = clients.cache().find(call, subject, clock.instant()).orElse(null);
    if (known != null) {
      return Observation.of(type.cast(known.found()), known.source(), known.at());
    }
    Observation<T> answer = ask(call, subject, Source.SETTINGS, question);
    if (answer instanceof Observed<T> found) {
      clients.cache().keep(call, subject, found);
    }
    return answer;
  }

  /** Whether the answer to a call about settings is known from a few seconds ago. */
  boolean knows(AwsCall call, String subject) {
    return clients.cache().find(call, subject, clock.instant()).isPresent();
  }

  /** Waits; says whether nobody cut it short. */
  boolean sleep(Duration length) {
    try {
      pause.sleep(length);
      return true;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void beforeSending(AwsCall call, int triesBefore) {
    if (triesBefore > 0) {
      awaitTurn(call);
    }
    sent.computeIfAbsent(call, _ -> new AtomicInteger()).incrementAndGet();
  }

  /** Interrupted, it goes on at once, and the SDK gives the request up. */
  private void awaitTurn(AwsCall call) {
    if (call.sharesControlPlane()) {
      Duration wait = clients.controlPlane().next(clock.instant());
      if (wait.isPositive()) {
        boolean _ = sleep(wait);
      }
    }
  }
}
