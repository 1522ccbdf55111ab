package dev.unthrottle;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.simulation.Attempt;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** The HTTP client of a real SDK, with every request that it makes written down as an attempt. */
final class RecordingHttpClient implements SdkHttpClient {

  private final SdkHttpClient http;
  private final long origin = System.nanoTime();
  private final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());

  RecordingHttpClient(SdkHttpClient http) {
    this.http = http;
  }

  /** What was sent so far. */
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Duration start = now();
        try {
          HttpExecuteResponse response = prepared.call();
          record(start, outcome(response.httpResponse().statusCode()));
          return response;
        } catch (SocketTimeoutException hungUp) {
          record(start, AttemptOutcome.READ_TIMEOUT);
          throw hungUp;
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static AttemptOutcome outcome(int status) {
    return status == 429 ? AttemptOutcome.REFUSED : AttemptOutcome.ANSWERED;
  }

  private void record(Duration start, AttemptOutcome outcome) {
    attempts.add(new Attempt(1, attempts.size() + 1, start, now(), outcome, null, null));
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - origin);
  }

  @Override
  public void close() {
    http.close();
  }
}
