package dev.unthrottle.aws;

import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Source;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls for one user and counts them. A call that fails costs the evidence it was made for
 * and nothing else.
 */
final class Asker {

  private final InstantSource clock;
  private final AtomicInteger calls = new AtomicInteger();
  private final @Nullable URI configuredEndpoint;

  /**
   * Has made no call yet.
   *
   * @param configuredEndpoint named in messages about requests that never got away
   */
  Asker(InstantSource clock, @Nullable URI configuredEndpoint) {
    this.clock = clock;
    this.configuredEndpoint = configuredEndpoint;
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
      return Observation.missing(gap(call, subject, failure, transmission));
    }
  }

  private Gap gap(AwsCall call, String subject, SdkException failure, Transmission transmission) {
    Transmission.Sent sent = transmission.lastSent();
    return Failures.gap(
        call, subject, failure, sent == null ? configuredEndpoint : sent.endpoint());
  }
}
