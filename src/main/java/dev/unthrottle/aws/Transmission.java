package dev.unthrottle.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * What became of one request: whether, where and when it was sent, and when its answer began. It
 * travels with the request, so that clients can be shared and each user still counts its own calls.
 * A request that the SDK retries is sent several times.
 */
final class Transmission {

  private static final ExecutionAttribute<Transmission> KEY =
      new ExecutionAttribute<>("unthrottle.Transmission");

  private final Runnable beforeSending;
  private final InstantSource clock;
  private volatile @Nullable Sent lastSent;
  private volatile @Nullable Long answeredNanos;

  /**
   * A request that has not been sent.
   *
   * @param beforeSending runs each time, just before the request is sent
   */
  Transmission(Runnable beforeSending, InstantSource clock) {
    this.beforeSending = beforeSending;
    this.clock = clock;
  }

  /** Makes the request carry this along. */
  void travelWith(AwsRequestOverrideConfiguration.Builder request) {
    request.putExecutionAttribute(KEY, this);
  }

  /** The last time it was sent, or {@code null} if it never was. */
  @Nullable Sent lastSent() {
    return lastSent;
  }

  /**
   * How long it took from the last sending until the head of its answer was there; {@code null}
   * where none came. Connecting is part of it unless a connection was left open before.
   */
  @Nullable Duration firstByte() {
    Sent sent = lastSent;
    Long answered = answeredNanos;
    return sent == null || answered == null ? null : Duration.ofNanos(answered - sent.nanos());
  }

  /**
   * One time that a request was sent.
   *
   * @param endpoint where to, without path
   * @param at the wall clock's time
   * @param nanos {@link System#nanoTime()} then
   */
  record Sent(URI endpoint, Instant at, long nanos) {}

  /** Every client has one of these; it notes what is sent. */
  static final class Observer implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes all) {
      Transmission transmission = all.getAttribute(KEY);
      if (transmission != null) {
        transmission.sentTo(context.httpRequest().getUri().resolve("/"));
      }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes all) {
      Transmission transmission = all.getAttribute(KEY);
      if (transmission != null) {
        transmission.answeredNanos = System.nanoTime();
      }
    }
  }

  private void sentTo(URI endpoint) {
    beforeSending.run();
    answeredNanos = null;
    lastSent = new Sent(endpoint, clock.instant(), System.nanoTime());
  }
}
