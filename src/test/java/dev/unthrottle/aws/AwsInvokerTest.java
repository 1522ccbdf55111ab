package dev.unthrottle.aws;

import static dev.unthrottle.aws.ScriptedAws.error;
import static dev.unthrottle.aws.ScriptedAws.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.probe.AttemptReport;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.Invoker.SingleAttempt;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestCredentials.class)
class AwsInvokerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private ScriptedAws aws;

  @BeforeEach
  void start() throws IOException {
    aws = new ScriptedAws();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void anAnswer_isReportedWithItsRequestId() {
    aws.on("lambda:Invoke", json("{\"greeting\":\"Hello\"}"));

    AttemptReport report = invoke(aws.uri(), PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.ANSWERED);
    assertThat(report.requestId()).isEqualTo("request-1");
    assertThat(report.start()).isEqualTo(NOW);
    assertThat(report.took()).isPositive();
    assertThat(report.firstByte()).isPositive().isLessThanOrEqualTo(report.took());
    assertThat(report.functionError()).isNull();
    assertThat(aws.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.uri().toString())
              .isEqualTo("/2015-03-31/functions/DelayFunction/invocations?Qualifier=live");
          assertThat(request.body()).isEqualTo("{\"name\":\"Mystique\"}");
          assertThat(request.invocationType()).isNull(); // which is RequestResponse
        });
  }

  @Test
  void aFunctionThatFails_isAnAnswer() {
    aws.on(
        "lambda:Invoke",
        json("{\"errorType\":\"Sandbox.Timedout\"}").with("X-Amz-Function-Error", "Unhandled"));

    AttemptReport report = invoke(aws.uri(), PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.ANSWERED);
    assertThat(report.functionError()).isEqualTo("Unhandled");
  }

  @Test
  void aRefusal_isReportedWithItsReason_andNotRetried() {
    aws.on(
        "lambda:Invoke",
        json("{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}")
            .withStatus(429)
            .with("x-amzn-ErrorType", "TooManyRequestsException"));

    AttemptReport report = invoke(aws.uri(), PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.REFUSED);
    assertThat(report.reason()).isEqualTo(ThrottleReason.RESERVED_CONCURRENCY);
    assertThat(report.requestId()).isEqualTo("request-1");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void aRefusalWithoutReason_isStillARefusal() {
    aws.on("lambda:Invoke", error(429, "TooManyRequestsException", "Rate exceeded"));

    AttemptReport report = invoke(aws.uri(), PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.REFUSED);
    assertThat(report.reason()).isNull();
  }

  @Test
  void aServerError_isNotRetried() {
    aws.on("lambda:Invoke", error(502, "EC2ThrottledException", "Lambda was throttled"));

    AttemptReport report = invoke(aws.uri(), PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.SERVER_ERROR);
    assertThat(report.detail())
        .isEqualTo(
            "AWS failed at lambda:Invoke (HTTP 502 EC2ThrottledException): ask again in a minute.");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void aDeniedInvoke_isRejected_andNamesTheAction() {
    aws.on("lambda:Invoke", error(403, "AccessDeniedException", "not authorized"));

    AttemptReport report = invoke(aws.uri(), PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.REJECTED);
    assertThat(report.detail())
        .isEqualTo(
            "AWS denied lambda:Invoke on DelayFunction:live:"
                + " allow the action lambda:InvokeFunction for whoever runs this.");
  }

  @Test
  void aDeniedInvoke_namesTheTagThatWouldAllowIt_andTheOtherWay() {
    aws.on("lambda:Invoke", error(403, "AccessDeniedException", "not authorized"));

    try (AwsClients clients = new AwsClients(aws.target())) {
      var invoker =
          new AwsInvoker(clients, InstantSource.fixed(NOW), ProbeTag.parse("unthrottle=allow"));

      assertThat(invoker.invoke(attempt(PATIENT, PATIENT)).detail())
          .isEqualTo(
              "AWS denied lambda:Invoke on DelayFunction:live: a probe may invoke only functions"
                  + " that have the tag unthrottle=allow, or whose ARN is listed in the template's"
                  + " parameter ProbeFunctionArns. Tag the function (aws lambda tag-resource"
                  + " --resource <its ARN> --tags 'unthrottle=allow') or list it.");
    }
  }

  @Test
  void aPayloadThatAwsQuotes_isNotQuotedAgain() {
    aws.on(
        "lambda:Invoke",
        error(400, "InvalidRequestContentException", "Unrecognized token 'hunter2'"));

    AttemptReport report = invoke(aws.uri(), PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.REJECTED);
    assertThat(report.toString()).doesNotContain("hunter2");
  }

  @Test
  void anAnswerThatIsTooLate_isAReadTimeout_andTheRequestIsSentOnce() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    aws.on(
        "lambda:Invoke",
        _ -> {
          await(hungUp);
          return json("{}");
        });

    AttemptReport report = invoke(aws.uri(), PATIENT, Duration.ofMillis(200));
    hungUp.countDown();

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.READ_TIMEOUT);
    assertThat(report.requestId()).isNull();
    assertThat(report.took()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
    assertThat(report.detail())
        .isEqualTo("lambda:Invoke had no answer within 0.2 s: the function may still run.");
    assertThat(aws.requests()).hasSize(1);
  }

  @Test
  void attemptsWithDifferentPatience_eachHaveTheirOwn() {
    CountDownLatch hungUp = new CountDownLatch(1);
    aws.on(
        "lambda:Invoke",
        _ -> {
          if (aws.requests().size() == 1) {
            await(hungUp);
          }
          return json("{}");
        });
    try (AwsClients clients = new AwsClients(aws.target())) {
      AwsInvoker invoker = new AwsInvoker(clients, InstantSource.fixed(NOW));
      AttemptReport first = invoker.invoke(attempt(PATIENT, Duration.ofMillis(200)));
      hungUp.countDown();
      AttemptReport second = invoker.invoke(attempt(null, null));

      assertThat(first.outcome()).isEqualTo(AttemptOutcome.READ_TIMEOUT);
      assertThat(second.outcome()).isEqualTo(AttemptOutcome.ANSWERED);
      assertThat(invoker.callsMade()).isEqualTo(2);
    }
  }

  @Test
  void aClosedPort_isAFailedConnection() throws IOException {
    URI nobody = nobody();

    AttemptReport report = invoke(nobody, PATIENT, PATIENT);

    assertThat(report.outcome()).isEqualTo(AttemptOutcome.CONNECTION_FAILED);
    assertThat(report.detail())
        .isEqualTo(
            "lambda:Invoke couldn't reach %s (connection refused): check the network, the Region and the endpoint's URL."
                .formatted(nobody));
  }

  @Test
  void aServerThatDoesNotAccept_isAConnectTimeout() throws IOException {
    try (FullServer full = new FullServer()) {
      AttemptReport report = invoke(full.uri(), Duration.ofMillis(200), PATIENT);

      assertThat(report.outcome()).isEqualTo(AttemptOutcome.CONNECT_TIMEOUT);
      assertThat(report.took()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(10));
    }
  }

  /** The JDK's own HTTP client would send a POST again that was never answered. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"Mystique\"}", ""})
  void aConnectionClosedWithoutAnAnswer_isNotTriedAgain(String payload) throws Exception {
    try (HangingUpServer server = new HangingUpServer(0);
        AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, server.uri()))) {
      AttemptReport report =
          new AwsInvoker(clients, InstantSource.fixed(NOW))
              .invoke(new SingleAttempt(FunctionRef.parse("f"), payload, PATIENT, PATIENT));

      assertThat(report.outcome()).isEqualTo(AttemptOutcome.CONNECTION_FAILED);
      assertThat(server.requestsAfterClosing()).isEqualTo(1);
    }
  }

  /** The more dangerous case: the connection had been kept alive since an earlier answer. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"Mystique\"}", ""})
  void aKeptAliveConnectionThatBreaks_isNotTriedAgain(String payload) throws Exception {
    try (HangingUpServer server = new HangingUpServer(1);
        AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, server.uri()))) {
      AwsInvoker invoker = new AwsInvoker(clients, InstantSource.fixed(NOW));
      SingleAttempt attempt = new SingleAttempt(FunctionRef.parse("f"), payload, PATIENT, PATIENT);

      assertThat(invoker.invoke(attempt).outcome()).isEqualTo(AttemptOutcome.ANSWERED);
      assertThat(invoker.invoke(attempt).outcome()).isEqualTo(AttemptOutcome.CONNECTION_FAILED);
      assertThat(server.requestsAfterClosing()).isEqualTo(2);
    }
  }

  @Test
  void aMissingProfile_isRejectedBeforeAnythingIsSent() {
    try (AwsClients clients =
        new AwsClients(new AwsTarget("eu-west-1", "no-such-profile", aws.uri()))) {
      AwsInvoker invoker = new AwsInvoker(clients, InstantSource.fixed(NOW));

      AttemptReport report = invoker.invoke(attempt(PATIENT, PATIENT));

      assertThat(report.outcome()).isEqualTo(AttemptOutcome.REJECTED);
      assertThat(report.took()).isZero();
      assertThat(invoker.callsMade()).isZero();
      assertThat(aws.requests()).isEmpty();
    }
  }

  @Test
  void connect_measuresAConnectionWithoutSendingARequest() throws IOException {
    try (AwsClients clients = new AwsClients(aws.target())) {
      ConnectTime time = new AwsInvoker(clients, InstantSource.system()).connect(PATIENT);

      assertThat(time.tcp()).isPositive();
      assertThat(time.tls()).isNull();
      assertThat(aws.requests()).isEmpty();
    }
  }

  @Test
  void connect_failsWhereNobodyListensOrAccepts() throws IOException {
    try (AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, nobody()))) {
      AwsInvoker invoker = new AwsInvoker(clients, InstantSource.system());
      assertThatThrownBy(() -> invoker.connect(PATIENT)).isInstanceOf(ConnectException.class);
    }
    try (FullServer full = new FullServer();
        AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, full.uri()))) {
      AwsInvoker invoker = new AwsInvoker(clients, InstantSource.system());
      assertThatThrownBy(() -> invoker.connect(Duration.ofMillis(200)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static AttemptReport invoke(URI endpoint, Duration connect, Duration read) {
    try (AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, endpoint))) {
      return new AwsInvoker(clients, InstantSource.fixed(NOW)).invoke(attempt(connect, read));
    }
  }

  private static SingleAttempt attempt(@Nullable Duration connect, @Nullable Duration read) {
    return new SingleAttempt(
        FunctionRef.parse("DelayFunction:live"), "{\"name\":\"Mystique\"}", connect, read);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(ServerSocket socket) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** A port that was free a moment ago. */
  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return uri(socket);
    }
  }

  /** A listening socket whose queue of connections is full, so that the next SYN is dropped. */
  private static final class FullServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queued = new ArrayList<>();

    FullServer() throws IOException {
      try {
        while (queued.size() < 20) {
          Socket client = new Socket();
          queued.add(client);
          client.connect(socket.getLocalSocketAddress(), 200);
        }
        throw new IllegalStateException("The queue takes more than 20 connections");
      } catch (SocketTimeoutException full) {
        assertThat(queued).hasSizeGreaterThan(1);
      }
    }

    URI uri() {
      return AwsInvokerTest.uri(socket);
    }

    @Override
    public void close() throws IOException {
      for (Socket client : queued) {
        client.close();
      }
      socket.close();
    }
  }
}
