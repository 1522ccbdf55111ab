package dev.unthrottle.aws;

import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Source;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls for one user and counts them. A call that fails costs the evidence it was made for
 * and nothing else.
 */
final class Asker {

  private final InstantSource clock;
  private final AtomicInteger calls = new AtomicInteger();

  /** Has made no call yet. */
  Asker(InstantSource clock) {
    this.clock = clock;
  }

  /** How many requests were sent, retries included. */
  int calls() {
    return calls.get();
  }

  /**
   * Makes a call.
   *
   * @param subject what it asks about: a function, or a log group
   * @param question sends the request, with the transmission it is handed
   */
  <T> Observation<T> ask(
      AwsCall call, String subject, Source source, Function<Transmission, T> question) {
    Transmission transmission = new Transmission(calls, clock);
    try {
      return Observation.of(question.apply(transmission), source, clock.instant());
    } catch (SdkException failure) {
      return Observation.missing(Failures.gap(call, subject, failure, transmission.lastSent()));
    }
  }
}
