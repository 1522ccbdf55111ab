package dev.unthrottle.sandbox;

import static dev.unthrottle.sandbox.Play.DELAY_FUNCTION;
import static dev.unthrottle.sandbox.Play.INVOCATIONS;
import static dev.unthrottle.sandbox.Play.header;
import static dev.unthrottle.sandbox.Play.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambda's answers, byte for byte where it matters. */
class LambdaWireTest {

  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  @Test
  void anAnswer_hasThePayloadAndAwsHeaders() throws IOException {
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> response = play.invoke("{\"name\":\"Mystique\"}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .isEqualTo("{\"statusCode\":200,\"durationMs\":5,\"event\":{\"name\":\"Mystique\"}}");
      assertThat(header(response, "content-type")).isEqualTo("application/json");
      assertThat(header(response, "x-amz-executed-version")).isEqualTo("$LATEST");
      assertThat(header(response, "x-amzn-requestid")).matches(UUID);
      assertThat(header(response, "x-amzn-trace-id"))
          .matches("root=1-[0-9a-f]{8}-[0-9a-f]{24};parent=[0-9a-f]{16};sampled=0;lineage=.*");
      assertThat(header(response, "x-amz-function-error")).isEqualTo("(none)");
      assertThat(header(response, "x-amz-log-result")).isEqualTo("(none)");
    }
  }

  @Test
  void aFullReservation_isRefusedWithItsReason() throws IOException {
    try (Play play = Play.function("duration: 5ms, reserved: 0")) {
      HttpResponse<String> response = play.invoke("{}");

      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.body())
          .isEqualTo(
              "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\","
                  + "\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}");
      assertThat(header(response, "x-amzn-errortype")).isEqualTo("TooManyRequestsException");
      assertThat(header(response, "x-amzn-requestid")).matches(UUID);
      assertThat(header(response, "content-type")).isEqualTo("application/json");
      assertThat(header(response, "retry-after")).isEqualTo("(none)");
    }
  }

  @Test
  void aFullAccount_isRefusedWithAnotherReason() throws Exception {
    try (Play play =
        Play.of(
            """
            account: {concurrency: 1}
            functions: [{name: DelayFunction, duration: 30s, timeout: 60s}]
            """)) {
      var running = play.invokeInBackground();
      Play.await("the slot is taken", () -> play.counts().inFlight() == 1);

      assertThat(json(play.invoke("{}")).path("Reason").asText())
          .isEqualTo("ConcurrentInvocationLimitExceeded");
      assertThat(running).isNotDone();
    }
  }

  @Test
  void aTimeout_isAFunctionErrorInA200() throws IOException {
    try (Play play = Play.function("duration: 10s, timeout: 1s")) {
      HttpResponse<String> response = play.invoke("{}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "x-amz-function-error")).isEqualTo("Unhandled");
      assertThat(response.body())
          .isEqualTo(
              "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: %s Error: Task timed out after 1.00 seconds\"}"
                  .formatted(header(response, "x-amzn-requestid")));
    }
  }

  @Test
  void anExecutionThatRaises_isAFunctionErrorInA200() throws IOException {
    try (Play play = Play.function("duration: 1ms, fails: 1")) {
      HttpResponse<String> response = play.invoke("{}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "x-amz-function-error")).isEqualTo("Unhandled");
      assertThat(json(response).path("errorType").asText()).isEqualTo("RuntimeError");
      assertThat(json(response).path("requestId").asText())
          .isEqualTo(header(response, "x-amzn-requestid"));
    }
  }

  @Test
  void aTailOfTheLog_isReturnedOnRequest() throws IOException {
    try (Play play = Play.function("duration: 5ms, coldStart: 10ms")) {
      HttpResponse<String> response = play.invoke("{}", "X-Amz-Log-Type", "Tail");

      String id = header(response, "x-amzn-requestid");
      byte[] log = Base64.getDecoder().decode(header(response, "x-amz-log-result"));
      // Billed is the handler and the cold start: 5 + 10 ms.
      assertThat(new String(log, StandardCharsets.UTF_8))
          .startsWith("INIT_START Runtime Version: ")
          .endsWith(
              ("START RequestId: %1$s Version: $LATEST\n"
                      + "END RequestId: %1$s\n"
                      + "REPORT RequestId: %1$s\tDuration: 5.00 ms\tBilled Duration: 15 ms"
                      + "\tMemory Size: 128 MB\tMax Memory Used: 38 MB\tInit Duration: 10.00 ms\t\n")
                  .formatted(id));
    }
  }

  @Test
  void aDryRun_executesNothing() throws IOException {
    try (Play play = Play.function("duration: 5ms, reserved: 0")) {
      HttpResponse<String> response = play.invoke("{}", "X-Amz-Invocation-Type", "DryRun");

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.body()).isEmpty();
      assertThat(play.counts()).isEqualTo(new Counts(0, 0, 0, 0));
    }
  }

  @Test
  void anEvent_isAcceptedAndExecutedLater() throws Exception {
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> response = play.invoke("{}", "X-Amz-Invocation-Type", "Event");

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.body()).isEmpty();
      Play.await("it is executed", () -> play.counts().executions() == 1);
    }
  }

  @Test
  void aRefusedEvent_isTriedAgainByLambdaItself() throws Exception {
    try (Play play = Play.function("duration: 1500ms, reserved: 1")) {
      var running = play.invokeInBackground();
      Play.await("the slot is taken", () -> play.counts().inFlight() == 1);
      assertThat(play.invoke("{}", "X-Amz-Invocation-Type", "Event").statusCode()).isEqualTo(202);

      // Refused at 0 s and 1 s, executed at 3 s.
      Play.await("the event is executed", () -> play.counts().executions() == 2);
      assertThat(play.counts().refusals()).isBetween(1, 2);
      assertThat(running.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotJson_isRefusedInAwsWords() throws IOException {
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> response = play.invoke("xyz");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(header(response, "x-amzn-errortype")).isEqualTo("InvalidRequestContentException");
      assertThat(json(response).path("message").asText())
          .startsWith(
              "Could not parse request body into json: Could not parse payload into json:"
                  + " Unrecognized token 'xyz': was expecting");
      assertThat(play.counts().executions()).isZero();
    }
  }

  @Test
  void aPayloadAbove6Mb_isTooLarge() throws IOException {
    try (Play play = Play.function("duration: 5ms")) {
      // 6 MB are 6,291,456 bytes; the quotes make it two more.
      HttpResponse<String> response = play.invoke("\"" + "x".repeat(6_291_456) + "\"");

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(json(response).path("message").asText())
          .isEqualTo(
              "6291458 byte payload is too large for the RequestResponse invocation type"
                  + " (limit 6291456 bytes)");
    }
  }

  @Test
  void anUnknownFunction_isNotFound() throws IOException {
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> response = play.get("/2015-03-31/functions/x");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(header(response, "x-amzn-errortype")).isEqualTo("ResourceNotFoundException");
      assertThat(response.body())
          .isEqualTo(
              "{\"Type\":\"User\",\"Message\":\"Function not found: arn:aws:lambda:us-east-1:123456789012:function:x\"}");
    }
  }

  @Test
  void anUnknownQualifier_isNotFound() throws IOException {
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> response = play.get(DELAY_FUNCTION + "?Qualifier=live");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(json(response).path("Message").asText())
          .isEqualTo(
              "Function not found: arn:aws:lambda:us-east-1:123456789012:function:DelayFunction:live");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DelayFunction",
        "DelayFunction:$LATEST",
        "DelayFunction%3A%24LATEST",
        "123456789012:function:DelayFunction",
        "function:DelayFunction",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3ADelayFunction",
        "arn:aws:lambda:us-east-1:123456789012:function:DelayFunction:$LATEST"
      })
  void aFunction_isFoundByEachFormOfItsName(String name) throws IOException {
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> response =
          play.get("/2015-03-31/functions/%s/configuration".formatted(name));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(json(response).path("FunctionName").asText()).isEqualTo("DelayFunction");
    }
  }

  @Test
  void aMalformedName_breaksTheModelsPattern() throws IOException {
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> response = play.get("/2015-03-31/functions/a%20b");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(header(response, "x-amzn-errortype")).isEqualTo("ValidationException");
      assertThat(json(response).path("message").asText())
          .startsWith(
              "1 validation error detected: Value 'a b' at 'functionName' failed to satisfy"
                  + " constraint: Member must satisfy regular expression pattern: ");
    }
  }

  @Test
  void getFunction_saysWhatTheScenarioSays() throws IOException {
    try (Play play =
        Play.function("duration: 1s, timeout: 15s, memory: 256, reserved: 0, logFormat: json")) {
      JsonNode function = json(play.get(DELAY_FUNCTION));

      JsonNode configuration = function.path("Configuration");
      assertThat(configuration.path("Timeout").asInt()).isEqualTo(15);
      assertThat(configuration.path("MemorySize").asInt()).isEqualTo(256);
      assertThat(configuration.path("FunctionArn").asText())
          .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:DelayFunction");
      assertThat(configuration.path("LoggingConfig").path("LogFormat").asText()).isEqualTo("JSON");
      assertThat(function.path("Concurrency").path("ReservedConcurrentExecutions").asInt(-1))
          .isZero();
    }
  }

  @Test
  void reservedConcurrency_canBeReadSetAndTakenAway() throws IOException {
    try (Play play = Play.function("duration: 1s")) {
      String get = "/2019-09-30/functions/DelayFunction/concurrency";
      String change = "/2017-10-31/functions/DelayFunction/concurrency";
      assertThat(play.get(get).body()).isEqualTo("{}");

      assertThat(play.put(change, "{\"ReservedConcurrentExecutions\":7}").body())
          .isEqualTo("{\"ReservedConcurrentExecutions\":7}");
      assertThat(play.get(get).body()).isEqualTo("{\"ReservedConcurrentExecutions\":7}");
      JsonNode limit = json(play.get("/2016-08-19/account-settings")).path("AccountLimit");
      assertThat(limit.path("ConcurrentExecutions").asInt()).isEqualTo(1000);
      // 1000 less the 7 that are reserved, used or not.
      assertThat(limit.path("UnreservedConcurrentExecutions").asInt()).isEqualTo(993);

      HttpResponse<String> deleted = play.send(play.to(change).DELETE().build());
      assertThat(deleted.statusCode()).isEqualTo(204);
      assertThat(play.get(get).body()).isEqualTo("{}");
    }
  }

  @Test
  void aReservation_mustLeave100Unreserved() throws IOException {
    try (Play play = Play.function("duration: 1s")) {
      String path = "/2017-10-31/functions/DelayFunction/concurrency";
      // 1000 - 900 leaves 100; 1000 - 901 leaves 99.
      assertThat(play.put(path, "{\"ReservedConcurrentExecutions\":900}").statusCode())
          .isEqualTo(200);
      HttpResponse<String> refused = play.put(path, "{\"ReservedConcurrentExecutions\":901}");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(header(refused, "x-amzn-errortype")).isEqualTo("InvalidParameterValueException");
      assertThat(json(refused).path("message").asText())
          .isEqualTo(
              "Specified ReservedConcurrentExecutions for function decreases account's"
                  + " UnreservedConcurrentExecution below its minimum value of [100].");
    }
  }

  @Test
  void functionsAndTags_areListed() throws IOException {
    try (Play play = Play.function("duration: 1s")) {
      JsonNode functions = json(play.get("/2015-03-31/functions/")).path("Functions");
      assertThat(functions).hasSize(1);
      assertThat(functions.path(0).path("FunctionName").asText()).isEqualTo("DelayFunction");
      assertThat(
              play.get(
                      "/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3ADelayFunction")
                  .body())
          .isEqualTo("{\"Tags\":{}}");
    }
  }

  @Test
  void aRequestWithoutCredentials_isRefused() throws IOException {
    try (Play play = Play.function("duration: 1ms")) {
      HttpResponse<String> response =
          play.send(
              HttpRequest.newBuilder(URI.create(play.sandbox.endpoint() + INVOCATIONS))
                  .POST(BodyPublishers.ofString("{}"))
                  .build());

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(header(response, "x-amzn-errortype"))
          .isEqualTo("MissingAuthenticationTokenException");
      assertThat(response.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }
  }

  @Test
  void anUnknownOperation_isNotFound() throws IOException {
    try (Play play = Play.function("duration: 1ms")) {
      HttpResponse<String> response = play.get("/2018-10-31/layers");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(header(response, "x-amzn-errortype")).isEqualTo("UnknownOperationException");
    }
  }
}
