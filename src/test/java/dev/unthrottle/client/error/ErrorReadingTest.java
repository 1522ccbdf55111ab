package dev.unthrottle.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.client.error.ErrorReading.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an error text tells, and what it leaves open. */
class ErrorReadingTest {

  private static final String INVOKE_429 =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation";

  @ParameterizedTest
  @CsvSource({
    // reached max retries, attempts
    "0, 1",
    "2, 3",
    "4, 5",
  })
  void botocoreCountsRetries_soThereWasOneAttemptMore(int retries, int attempts) {
    ErrorReading reading =
        read(INVOKE_429 + " (reached max retries: %d): Rate Exceeded.".formatted(retries));
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.operation()).isEqualTo("Invoke");
    assertThat(reading.message()).isEqualTo("Rate Exceeded.");
    assertThat(reading.attempts()).isEqualTo(attempts);
    assertThat(reading.readTimedOut()).isFalse();
  }

  @Test
  void threeAttempts_areStandardModeOfBotocoreWhoeverUsesIt() {
    ErrorReading reading = read(INVOKE_429 + " (reached max retries: 2): Rate Exceeded.");
    assertThat(reading.client()).isNull();
    assertThat(fits(reading))
        .containsExactlyInAnyOrder(
            "aws-cli-v1-standard",
            "aws-cli-v1-adaptive",
            "aws-cli-v2-pre2026",
            "aws-cli-v2-adaptive-pre2026",
            "aws-cli-v2-2026",
            "aws-cli-v2-adaptive-2026",
            "boto3-standard-pre2026",
            "boto3-adaptive-pre2026",
            "boto3-standard-2026",
            "boto3-adaptive-2026");
  }

  @Test
  void fiveAttempts_areCli1OrBoto3InLegacyMode() {
    ErrorReading reading = read(INVOKE_429 + " (reached max retries: 4): Rate Exceeded.");
    assertThat(fits(reading)).containsExactlyInAnyOrder("aws-cli-v1", "boto3-legacy");
  }

  @Test
  void noCountOfRetries_fitsNothing() {
    ErrorReading reading = read(INVOKE_429 + ": Rate Exceeded.");
    assertThat(reading.attempts()).isNull();
    assertThat(fits(reading)).isEmpty();
    assertThat(reading.untold())
        .containsExactly(
            "which client printed it",
            "how many attempts were made",
            "which limit refused it",
            "how the attempts before the last one ended");
  }

  @Test
  void cli2_isKnownByItsPrefixAndPrintsTheReason() {
    ErrorReading reading =
        read(
            """

            aws: [ERROR]: An error occurred (TooManyRequestsException) when calling the Invoke \
            operation (reached max retries: 2): Rate Exceeded.

            Additional error details:
            Type: User
            Reason: ReservedFunctionConcurrentInvocationLimitExceeded
            """);
    assertThat(reading.client()).isEqualTo(ClientId.AWS_CLI);
    assertThat(reading.message()).isEqualTo("Rate Exceeded.");
    assertThat(reading.reason()).isEqualTo(ThrottleReason.RESERVED_CONCURRENCY);
    assertThat(fits(reading))
        .containsExactlyInAnyOrder(
            "aws-cli-v2-pre2026",
            "aws-cli-v2-adaptive-pre2026",
            "aws-cli-v2-2026",
            "aws-cli-v2-adaptive-2026");
    assertThat(reading.untold()).containsExactly("how the attempts before the last one ended");
  }

  @Test
  void theCommandAboveTheError_tellsTheCli() {
    ErrorReading reading =
        read(
            """
            $ aws lambda invoke --function-name Orders out.json
            An error occurred (TooManyRequestsException) when calling the Invoke operation \
            (reached max retries: 4): Rate Exceeded.
            """);
    assertThat(reading.client()).isEqualTo(ClientId.AWS_CLI);
    assertThat(fits(reading)).containsExactly("aws-cli-v1");
  }

  @Test
  void aTraceback_tellsBoto3() {
    ErrorReading reading =
        read(
            """
            Traceback (most recent call last):
              File "/srv/orders/call.py", line 12, in call
                return client.invoke(FunctionName="Orders")
              File "/srv/venv/lib/python3.12/site-packages/botocore/client.py", line 1, in _api_call
                raise error_class(parsed_response, operation_name)
            botocore.errorfactory.TooManyRequestsException: An error occurred \
            (TooManyRequestsException) when calling the Invoke operation (reached max retries: 4): \
            Rate Exceeded.
            """);
    assertThat(reading.client()).isEqualTo(ClientId.BOTO3);
    assertThat(reading.attempts()).isEqualTo(5);
    assertThat(fits(reading)).containsExactly("boto3-legacy");
  }

  @ParameterizedTest
  @CsvSource({
    "'Read timeout on endpoint URL: \"https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/"
        + "Orders/invocations\"', , aws-cli-v1",
    "'aws: [ERROR]: Read timeout on endpoint URL: \"http://127.0.0.1:9/2015-03-31/functions/Orders/"
        + "invocations\"', AWS_CLI, aws-cli-v2-2026",
    "'botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL: \"https://lambda."
        + "eu-west-1.amazonaws.com/2015-03-31/functions/Orders/invocations\"', BOTO3, boto3-legacy",
  })
  void botocoresReadTimeout_neverSaysHowManyAttempts(
      String text, @Nullable ClientId client, String fit) {
    ErrorReading reading = read(text);
    assertThat(reading.readTimedOut()).isTrue();
    assertThat(reading.code()).isNull();
    assertThat(reading.operation()).isEqualTo("Invoke");
    assertThat(reading.attempts()).isNull();
    assertThat(reading.client()).isEqualTo(client);
    // They all wait 60 s for an answer, and none of them says how often.
    assertThat(fits(reading)).contains(fit).doesNotContain("java-v2-legacy-apache");
  }

  @Test
  void theLastErrorOfAChain_isTheOneThatSurfaced() {
    ErrorReading reading =
        read(
            """
            botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when \
            calling the GetFunction operation: no
            During handling of the above exception, another exception occurred:
            botocore.exceptions.ClientError: An error occurred (TooManyRequestsException) when \
            calling the Invoke operation (reached max retries: 2): Rate Exceeded.
            """);
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.operation()).isEqualTo("Invoke");
  }

  @Test
  void quotesAroundAnError_areNoPartOfItsMessage() {
    ErrorReading reading =
        read("{\"errorMessage\": \"" + INVOKE_429 + " (reached max retries: 4): Rate exceeded\",");
    assertThat(reading.message()).isEqualTo("Rate exceeded");
    assertThat(reading.wording()).contains(Wording.RATE);
  }

  @Test
  void javasSuppressedAttempts_tellThatATimeoutCameBeforeThe429() {
    ErrorReading reading =
        read(
            """
            software.amazon.awssdk.services.lambda.model.TooManyRequestsException: Rate Exceeded. \
            (Service: Lambda, Status Code: 429, Request ID: 0f1e2d3c) (SDK Attempt Count: 4)
            \tat software.amazon.awssdk.services.lambda.DefaultLambdaClient.invoke(Lambda.java:1)
            \tSuppressed: software.amazon.awssdk.core.exception.SdkClientException: Request attempt \
            1 failure: Unable to execute HTTP request: Read timed out
            \tSuppressed: software.amazon.awssdk.core.exception.SdkClientException: Request attempt \
            2 failure: Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: 1)
            """);
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.message()).isEqualTo("Rate Exceeded.");
    assertThat(reading.operation()).isEqualTo("Invoke");
    assertThat(reading.attempts()).isEqualTo(4);
    assertThat(reading.readTimedOut()).isTrue();
    assertThat(reading.client()).isEqualTo(ClientId.JAVA_V2);
    // Four attempts are legacy mode; CRT waits for ever by default, so it can't have timed out.
    assertThat(fits(reading))
        .containsExactlyInAnyOrder(
            "java-v2-legacy-apache",
            "java-v2-legacy-apache5",
            "java-v2-legacy-urlconnection",
            "java-v2-legacy-netty");
  }

  @Test
  void javasReadTimeoutWithoutACount_isCountedFromItsSuppressedAttempts() {
    ErrorReading reading =
        read(
            """
            software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP \
            request: Read timed out
            \tSuppressed: software.amazon.awssdk.core.exception.SdkClientException: Request attempt \
            1 failure: Unable to execute HTTP request: Read timed out
            \tSuppressed: software.amazon.awssdk.core.exception.SdkClientException: Request attempt \
            2 failure: Unable to execute HTTP request: Read timed out
            """);
    assertThat(reading.code()).isNull();
    // Two earlier attempts and the last one.
    assertThat(reading.attempts()).isEqualTo(3);
    assertThat(reading.readTimedOut()).isTrue();
  }

  @Test
  void nodesMetadata_tellsTheAttempts() {
    ErrorReading reading =
        read(
            """
            TooManyRequestsException: Rate Exceeded.
                at handleError (/srv/app/node_modules/@aws-sdk/core/dist/index.js:1:1)
                at async call (/srv/app/call.mjs:3:1) {
              '$fault': 'client',
              '$metadata': { httpStatusCode: 429, requestId: 'a', attempts: 3, totalRetryDelay: 9 },
              Reason: 'ConcurrentInvocationLimitExceeded',
              Type: 'User'
            }
            """);
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.message()).isEqualTo("Rate Exceeded.");
    assertThat(reading.attempts()).isEqualTo(3);
    assertThat(reading.reason()).isEqualTo(ThrottleReason.ACCOUNT_CONCURRENCY);
    assertThat(reading.client()).isEqualTo(ClientId.JS_V3);
    assertThat(fits(reading))
        .containsExactlyInAnyOrder(
            "js-v3-standard-pre2025",
            "js-v3-standard-pre2026",
            "js-v3-adaptive-pre2026",
            "js-v3-standard-2026",
            "js-v3-adaptive-2026");
  }

  @Test
  void crtsThroughput_isAReadTimeout() {
    ErrorReading reading =
        read(
            """
            software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP \
            request: software.amazon.awssdk.crt.http.HttpException: Http connection channel shut \
            down due to failure to meet throughput minimum (SDK Attempt Count: 2)
            """);
    assertThat(reading.client()).isEqualTo(ClientId.JAVA_V2);
    assertThat(reading.readTimedOut()).isTrue();
    assertThat(reading.attempts()).isEqualTo(2);
  }

  @Test
  void nodesReadTimeout_fitsNoDefaults() {
    ErrorReading reading =
        read(
            """
            TimeoutError: @smithy/node-http-handler - the request socket timed out after 2000 ms of \
            inactivity (configured by client requestHandler).
                at node:internal/timers:1:1 { '$metadata': { attempts: 3, totalRetryDelay: 40 } }
            """);
    assertThat(reading.readTimedOut()).isTrue();
    assertThat(reading.code()).isNull();
    assertThat(reading.attempts()).isEqualTo(3);
    // Node waits for ever by default: somebody set a timeout.
    assertThat(fits(reading)).isEmpty();
  }

  @Test
  void aBareCodeAndMessage_tellNothingAboutTheClient() {
    ErrorReading reading = read("TooManyRequestsException: Rate Exceeded.");
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.wording()).contains(Wording.CONCURRENCY);
    assertThat(reading.client()).isNull();
    assertThat(fits(reading)).isEmpty();
  }

  @Test
  void theBodyOfA429_tellsTheReason() {
    ErrorReading reading =
        read(
            "{\"Reason\":\"CallerRateLimitExceeded\",\"Type\":\"User\",\"message\":\"Rate exceeded\"}");
    assertThat(reading.reason()).isEqualTo(new ThrottleReason("CallerRateLimitExceeded"));
    assertThat(reading.message()).isEqualTo("Rate exceeded");
    assertThat(reading.code()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // text | code | message | operation
        "{ message: 'Rate exceeded', code: 'TooManyRequestsException', statusCode: 429 }"
            + " | TooManyRequestsException | Rate exceeded | ",
        "Lambda.TooManyRequestsException: Rate Exceeded. (Service: AWSLambda; Status Code: 429;"
            + " Error Code: TooManyRequestsException; Request ID: 1)"
            + " | TooManyRequestsException | Rate Exceeded. | ",
        "CreateFunctionException: EC2 Error Code: RequestLimitExceeded. | CreateFunctionException"
            + " | EC2 Error Code: RequestLimitExceeded. | ",
        "The call failed with message: Rate Exceeded. | | Rate Exceeded. | ",
      })
  void otherClientsErrors_areReadAsFarAsTheyGo(
      String text, @Nullable String code, String message, @Nullable String operation) {
    ErrorReading reading = read(text);
    assertThat(reading.code()).isEqualTo(code);
    assertThat(reading.message()).isEqualTo(message);
    assertThat(reading.operation()).isEqualTo(operation);
    assertThat(reading.client()).isNull();
    assertThat(fits(reading)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"Lambda.TooManyRequestsException\",\"cause\":\"Rate Exceeded. (Service: Lambda,"
            + " Status Code: 429, Request ID: 1) (SDK Attempt Count: 1)\"}",
        "Error\nLambda.TooManyRequestsException\n\nCause\nRate Exceeded. (Service: Lambda, Status Code:"
            + " 429, Request ID: 1) (SDK Attempt Count: 1)",
      })
  void stepFunctions_tellsTheCodeAndTheMessageApart(String text) {
    ErrorReading reading = read(text);
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.message()).isEqualTo("Rate Exceeded.");
    assertThat(reading.symptom()).isEqualTo(Symptom.CONCURRENCY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET https://abcdefg.lambda-url.us-east-1.on.aws/ 429 (Too Many Requests)",
        "app/my-alb/50dc 1.2.3.4:1 - -1 -1 -1 429 - \"GET http://x/\" \"forward\" \"-\" \"LambdaThrottling\"",
      })
  void whoseTargetIsAFunction_wasAnInvoke(String text) {
    ErrorReading reading = read(text);
    assertThat(reading.isInvoke()).contains(true);
    assertThat(reading.symptom()).isEqualTo(Symptom.UNKNOWN);
    assertThat(reading.causes()).doesNotContain("control-plane-rate-exceeded");
  }

  @Test
  void aStatusCodeWithoutAColon_isARefusal() {
    assertThat(read("AxiosError: Request failed with status code 429").symptom())
        .isEqualTo(Symptom.UNKNOWN);
  }

  @Test
  void aThrottledKey_isNoConcurrencyThrottleOfTheInvoke() {
    ErrorReading reading =
        read(
            "An error occurred (KMSThrottlingException) when calling the Invoke operation (reached max"
                + " retries: 4): Lambda was unable to decrypt the environment variables because KMS access"
                + " was throttled.");
    assertThat(reading.symptom()).isEqualTo(Symptom.OTHER_SERVICE);
    assertThat(reading.causes()).containsExactly("downstream-throttle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Segmentation fault", "An error occurred ("})
  void aTextWithoutAnError_tellsNothing(String text) {
    ErrorReading reading = read(text);
    assertThat(reading.code()).isNull();
    assertThat(reading.message()).isNull();
    assertThat(reading.readTimedOut()).isFalse();
  }

  @Test
  void anErrorCutOffInItsMiddle_tellsWhatIsLeft() {
    ErrorReading reading = read("job 7: " + INVOKE_429 + " (reached ma");
    assertThat(reading.code()).isEqualTo("TooManyRequestsException");
    assertThat(reading.operation()).isEqualTo("Invoke");
    assertThat(reading.message()).isNull();
  }

  @Test
  void aRefusalAfterATimeout_isACollisionAndTheOtherWayRoundIsNot() {
    String timeout = "Read timeout on endpoint URL: \"http://127.0.0.1/\"\n";
    String refusal = INVOKE_429 + ": Rate Exceeded.\n";
    assertThat(read(timeout + refusal).symptom()).isEqualTo(Symptom.CLIENT_TIMEOUT_SELF_COLLISION);
    assertThat(read(refusal + timeout).symptom()).isEqualTo(Symptom.CLIENT_TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // operation, message | symptom | an Invoke
        "Invoke operation: Rate Exceeded. | concurrency | true",
        "InvokeWithResponseStream operation: Rate Exceeded. | concurrency | true",
        "Invoke operation: Rate exceeded | caller-rate | true",
        "Invoke operation: | unknown | true",
        "ListTags operation: Rate exceeded | control-plane-rate | false",
        // The capital letter and the dot alone don't make it one.
        "ListTags operation: Rate Exceeded. | control-plane-rate | false",
        "InvokeEndpoint operation: Rate Exceeded. | other-service | false",
      })
  void theOperation_outweighsTheWording(String rest, String symptom, boolean invoke) {
    ErrorReading reading =
        read("An error occurred (TooManyRequestsException) when calling the " + rest);
    assertThat(reading.symptom().id()).isEqualTo(symptom);
    assertThat(reading.isInvoke()).contains(invoke);
  }

  @ParameterizedTest
  @CsvSource({
    // Reason, symptom
    "ConcurrentInvocationLimitExceeded, account-concurrency",
    "ReservedFunctionConcurrentInvocationLimitExceeded, reserved-concurrency",
    "FunctionInvocationRateLimitExceeded, invocation-rate",
    "ReservedFunctionInvocationRateLimitExceeded, invocation-rate",
    "CallerRateLimitExceeded, caller-rate",
    "ConcurrentSnapshotCreateLimitExceeded, snapstart-snapshot-limit",
    "SomethingNewLimitExceeded, unknown",
  })
  void theReason_outweighsTheWording(String reason, String symptom) {
    ErrorReading reading =
        read(
            "{\"Reason\":\"%s\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}"
                .formatted(reason));
    assertThat(reading.symptom().id()).isEqualTo(symptom);
  }

  @Test
  void anInvokeThatWasRefused_wasNotTheControlPlane() {
    assertThat(read(INVOKE_429).causes())
        .contains("account-concurrency-exhausted", "caller-rate-exceeded")
        .doesNotContain("control-plane-rate-exceeded", "downstream-throttle");
  }

  @Test
  void everySymptomOfASlot_leavesTheCollisionOpen() {
    assertThat(Symptom.values())
        .filteredOn(Symptom::isConcurrencyThrottle)
        .allMatch(symptom -> symptom.causes().contains("client-timeout-self-collision"));
  }

  private static List<String> fits(ErrorReading reading) {
    return reading.fits().stream().map(ClientVariant::id).toList();
  }

  private static ErrorReading read(String text) {
    return ErrorReading.read(text, ClientCatalog.bundled());
  }
}
