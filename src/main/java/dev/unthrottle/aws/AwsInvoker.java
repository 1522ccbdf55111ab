package dev.unthrottle.aws;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.probe.AttemptReport;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.Invoker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Single attempts at Invoke, each sent at most once: neither the SDK nor its HTTP client repeats
 * one. An attempt's time counts from when its request was about to be sent, so that it contains
 * neither the SDK's own start-up nor the way to the credentials.
 */
public final class AwsInvoker implements Invoker {

  private final AwsClients clients;
  private final InstantSource clock;
  private final @Nullable ProbeTag tag;
  private final AtomicInteger calls = new AtomicInteger();

  /** Invokes through {@code clients}, and dates attempts by {@code clock}. */
  public AwsInvoker(AwsClients clients, InstantSource clock) {
    this(clients, clock, null);
  }

  /**
   * The same, where only some functions may be invoked.
   *
   * @param tag what such a function must have, {@code null} if that isn't known
   */
  public AwsInvoker(AwsClients clients, InstantSource clock, @Nullable ProbeTag tag) {
    this.clients = clients;
    this.clock = clock;
    this.tag = tag;
  }

  /** How many requests were sent. */
  public int callsMade() {
    return calls.get();
  }

  @Override
  public AttemptReport invoke(SingleAttempt attempt) {
    Transmission transmission = new Transmission(calls::incrementAndGet, clock);
    Instant asked = clock.instant();
    try {
      LambdaClient lambda = clients.invoking(attempt.connectTimeout(), attempt.readTimeout());
      return answered(send(lambda, attempt, transmission), Stopwatch.of(transmission, asked));
    } catch (AwsServiceException answer) {
      return refusedOrFailed(attempt, answer, Stopwatch.of(transmission, asked));
    } catch (SdkException failure) {
      return unanswered(attempt, failure, transmission, Stopwatch.of(transmission, asked));
    }
  }

  private static InvokeResponse send(
      LambdaClient lambda, SingleAttempt attempt, Transmission transmission) {
    return lambda.invoke(r ->
        r.functionName(attempt.function().unqualified())
            .qualifier(attempt.function().qualifier())
            .payload(SdkBytes.fromUtf8String(attempt.payload()))
            .overrideConfiguration(transmission::travelWith));
  }

  private static AttemptReport answered(InvokeResponse answer, Stopwatch time) {
    return time.report(
        AttemptOutcome.ANSWERED,
        null,
        answer.responseMetadata().requestId(),
        answer.functionError(),
        answer.functionError() != null && isCutOff(answer.payload().asUtf8String())
            ? "The function's timeout cut it off."
            : null);
  }

  /** Both forms in which Lambda says that a function's timeout has passed. */
  private static boolean isCutOff(String payload) {
    return payload.contains("Sandbox.Timedout") || payload.contains("Task timed out after");
  }

  private AttemptReport refusedOrFailed(
      SingleAttempt attempt, AwsServiceException answer, Stopwatch time) {
    int status = answer.statusCode();
    if (status == 429) {
      return time.refusal(reason(answer), hint(answer), answer.requestId());
    }
    String function = attempt.function().toString();
    Gap gap = Failures.gap(AwsCall.INVOKE, function, answer, null);
    boolean denied = gap.kind() == Gap.Kind.ACCESS_DENIED;
    return time.report(
        status >= 500 ? AttemptOutcome.SERVER_ERROR : AttemptOutcome.REJECTED,
        null,
        answer.requestId(),
        null,
        denied && tag != null ? tag.toAllow(function) : gap.why());
  }

  private static @Nullable ThrottleReason reason(AwsServiceException answer) {
    return answer instanceof TooManyRequestsException refusal
            && refusal.reasonAsString() != null
            && !refusal.reasonAsString().isBlank()
        ? new ThrottleReason(refusal.reasonAsString())
        : null;
  }

  /** What the headers of a refusal say about when to come back; nonsense in them says nothing. */
  private static RetryHint hint(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    if (details == null || details.sdkHttpResponse() == null) {
      return RetryHint.NONE;
    }
    SdkHttpResponse response = details.sdkHttpResponse();
    return new RetryHint(
        wait(response, "Retry-After", Duration::ofSeconds),
        wait(response, "x-amz-retry-after", Duration::ofMillis));
  }

  private static @Nullable Duration wait(
      SdkHttpResponse response, String header, LongFunction<Duration> unit) {
    return response
        .firstMatchingHeader(header)
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> unit.apply(Long.parseLong(value)))
        .orElse(null);
  }

  private static AttemptReport unanswered(
      SingleAttempt attempt, SdkException failure, Transmission transmission, Stopwatch time) {
    Transmission.Sent sent = transmission.lastSent();
    AttemptOutcome outcome = outcome(failure, sent != null);
    String detail =
        outcome == AttemptOutcome.READ_TIMEOUT
            ? noAnswer(attempt.readTimeout())
            : Failures.gap(AwsCall.INVOKE, attempt.function().toString(), failure, sent).why();
    return time.report(outcome, null, null, null, detail);
  }

  /** Hanging up ends the wait and nothing else: Lambda goes on with what it has begun. */
  private static String noAnswer(@Nullable Duration readTimeout) {
    String within = readTimeout == null ? "" : " within " + seconds(readTimeout);
    return "%s had no answer%s: the function may still run."
        .formatted(AwsCall.INVOKE.apiCall(), within);
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  /**
   * A request that was never sent, for want of credentials or a Region, was rejected right here.
   */
  private static AttemptOutcome outcome(SdkException failure, boolean sent) {
    if (!sent) {
      return AttemptOutcome.REJECTED;
    }
    return switch (Failures.network(failure)) {
      case "read timed out" -> AttemptOutcome.READ_TIMEOUT;
      case "connect timed out" -> AttemptOutcome.CONNECT_TIMEOUT;
      case null, default -> AttemptOutcome.CONNECTION_FAILED;
    };
  }

  /** Looks up the name and loads TLS first: neither is part of a connection's time. */
  @Override
  public ConnectTime connect(Duration limit) throws IOException {
    URI endpoint = clients.lambdaEndpoint();
    boolean tls = endpoint.getScheme().equals("https");
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? 443 : 80;
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(endpoint.getHost()), port);
    SSLSocketFactory factory = tls ? defaultTls() : null;
    long start = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(limit.toMillis()));
      long connected = System.nanoTime();
      Duration tcp = Duration.ofNanos(connected - start);
      if (factory == null) {
        return ConnectTime.tcp(tcp);
      }
      shakeHands(factory, socket, endpoint.getHost(), limit);
      return new ConnectTime(tcp, Duration.ofNanos(System.nanoTime() - connected));
    }
  }

  private static SSLSocketFactory defaultTls() throws IOException {
    try {
      return SSLContext.getDefault().getSocketFactory();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("This Java has no TLS", e);
    }
  }

  private static void shakeHands(
      SSLSocketFactory factory, Socket socket, String host, Duration limit) throws IOException {
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    try (SSLSocket secured =
        (SSLSocket) factory.createSocket(socket, host, socket.getPort(), false)) {
      secured.startHandshake();
    }
  }

  /** How long an attempt took. */
  private record Stopwatch(Instant start, Duration took, @Nullable Duration firstByte) {

    static Stopwatch of(Transmission transmission, Instant asked) {
      Transmission.Sent sent = transmission.lastSent();
      return sent == null
          ? new Stopwatch(asked, Duration.ZERO, null)
          : new Stopwatch(
              sent.at(),
              Duration.ofNanos(System.nanoTime() - sent.nanos()),
              transmission.firstByte());
    }

    AttemptReport report(
        AttemptOutcome outcome,
        @Nullable ThrottleReason reason,
        @Nullable String requestId,
        @Nullable String functionError,
        @Nullable String detail) {
      return new AttemptReport(
          start,
          took,
          firstByte,
          outcome,
          reason,
          RetryHint.NONE,
          requestId,
          functionError,
          detail);
    }

    AttemptReport refusal(
        @Nullable ThrottleReason reason, RetryHint hint, @Nullable String requestId) {
      return new AttemptReport(
          start, took, firstByte, AttemptOutcome.REFUSED, reason, hint, requestId, null, null);
    }
  }
}
