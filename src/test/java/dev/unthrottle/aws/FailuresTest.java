package dev.unthrottle.aws;

import static dev.unthrottle.aws.ScriptedAws.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Gap.Kind;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;

/** Every sentence that a failed call can leave, as real clients make it from real answers. */
@ExtendWith(TestCredentials.class)
class FailuresTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Window DAY = Window.endingAt(NOW, Duration.ofHours(24));
  private static final FunctionSettings SETTINGS =
      new FunctionSettings(
          "f",
          "arn:aws:lambda:eu-west-1:111122223333:function:f",
          "$LATEST",
          Duration.ofSeconds(3),
          128,
          null,
          "arm64",
          new LogSettings("/aws/lambda/f", false, null));

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
  void accessDenied_namesTheActionToAllow() {
    aws.on("lambda:GetAccountSettings", error(403, "AccessDeniedException", "not authorized"));

    assertThat(accountGap(aws.target()))
        .isEqualTo(
            new Gap(
                Kind.ACCESS_DENIED,
                "the account's concurrency",
                "lambda:GetAccountSettings",
                "lambda:GetAccountSettings",
                "AWS denied lambda:GetAccountSettings on the account:"
                    + " allow the action lambda:GetAccountSettings for whoever runs this."));
  }

  @ParameterizedTest
  @CsvSource({
    "403, ExpiredTokenException",
    "403, UnrecognizedClientException",
    "403, InvalidSignatureException",
    "400, ExpiredToken"
  })
  void credentialsThatAwsRefuses_areNotAMissingPermission(int status, String code) {
    aws.on("lambda:GetAccountSettings", error(status, code, "The security token is bad"));

    Gap gap = accountGap(aws.target());

    assertThat(gap.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(gap.why())
        .isEqualTo(
            "AWS didn't accept the credentials for lambda:GetAccountSettings (HTTP %d %s):"
                    .formatted(status, code)
                + " sign in again, or choose another profile.");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "eu-west-1")
  void aProfileThatIsNotThere_isNamed_andWhereItWasLookedFor(@Nullable String region) {
    Gap gap = accountGap(new AwsTarget(region, "no-such-profile", aws.uri()));

    assertThat(gap.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(gap.why())
        .isEqualTo(
            "lambda:GetAccountSettings wasn't sent, because there is no profile no-such-profile in %s or %s:"
                    .formatted(TestCredentials.NOWHERE, TestCredentials.NOWHERE)
                + " choose another, or add it there.");
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  void noCredentials_saysHowToGetThem(@TempDir Path folder) throws IOException {
    Path config = Files.writeString(folder.resolve("config"), "[profile empty]\n");
    String before = System.setProperty("aws.configFile", config.toString());
    Gap gap;
    try {
      gap = accountGap(new AwsTarget("eu-west-1", "empty", aws.uri()));
    } finally {
      System.setProperty("aws.configFile", String.valueOf(before));
    }

    assertThat(gap.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(gap.why())
        .isEqualTo(
            "lambda:GetAccountSettings wasn't sent, because no valid AWS credentials were found:"
                + " sign in, choose a profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
    assertThat(aws.requests()).isEmpty();
  }

  @Test
  void noRegion_saysHowToGiveOne() {
    // The last link of the chain that the SDK builds; the first ones depend on the environment.
    AwsRegionProviderChain chain =
        new AwsRegionProviderChain(
            new AwsProfileRegionProvider(
                () -> ProfileFile.aggregator().build(), "no-such-profile"));
    SdkClientException failure = catchThrowableOfType(SdkClientException.class, chain::getRegion);

    Gap gap = Failures.gap(AwsCall.GET_FUNCTION, "f", failure, null);

    assertThat(gap.kind()).isEqualTo(Kind.FAILED);
    assertThat(gap.why())
        .isEqualTo(
            "lambda:GetFunction wasn't sent, because no Region is set:"
                + " give one, or set AWS_REGION.");
  }

  @Test
  void anEndpointWhereNobodyIs_isNamed() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    Gap gap = accountGap(new AwsTarget("eu-west-1", null, nobody));

    assertThat(gap.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(gap.why())
        .isEqualTo(
            "lambda:GetAccountSettings couldn't reach %s (connection refused):".formatted(nobody)
                + " check the network, the Region and the endpoint's URL.");
  }

  @Test
  void anUnknownHost_isNamed() {
    Gap gap =
        accountGap(new AwsTarget("eu-west-1", null, URI.create("http://no-such-host.invalid")));

    assertThat(gap.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(gap.why())
        .isEqualTo(
            "lambda:GetAccountSettings couldn't reach http://no-such-host.invalid (unknown host):"
                + " check the network, the Region and the endpoint's URL.");
  }

  @ParameterizedTest
  @CsvSource({"400, ThrottlingException", "429, TooManyRequestsException"})
  void throttlingOfTheToolItself_isOwnedUpTo(int status, String code) {
    aws.on("logs:FilterLogEvents", error(status, code, "Rate exceeded"));

    Gap gap = logsGap();

    assertThat(gap.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(gap.why())
        .isEqualTo(
            "AWS throttled the tool's own logs:FilterLogEvents in all of its attempts (HTTP %d %s):"
                    .formatted(status, code)
                + " ask again in a minute.");
    assertThat(aws.requests()).hasSize(3);
  }

  @Test
  void aMissingFunction_isNotFound() {
    Answers.usual(aws)
        .on("lambda:GetFunction", error(404, "ResourceNotFoundException", "Function not found"))
        .on("logs:FilterLogEvents", error(400, "ResourceNotFoundException", "no such group"));
    try (AwsClients clients = new AwsClients(aws.target())) {
      var evidence =
          new AwsEvidenceSource(clients, InstantSource.fixed(NOW))
              .gather(FunctionRef.parse("f"), DAY);

      assertThat(evidence.gaps())
          .containsExactly(
              new Gap(
                  Kind.NOT_FOUND,
                  "the function's settings and reserved concurrency",
                  "lambda:GetFunction",
                  "lambda:GetFunction",
                  "lambda:GetFunction found no function f:"
                      + " check its name and qualifier, the Region and the account."),
              new Gap(
                  Kind.NOT_FOUND,
                  "the function's log lines",
                  "logs:FilterLogEvents",
                  "logs:FilterLogEvents",
                  "logs:FilterLogEvents found no log group /aws/lambda/f:"
                      + " the function hasn't run yet, or its role may not write logs."));
    }
  }

  @Test
  void aLogGroupOfAnotherClass_isNotRecordedForUs() {
    aws.on(
        "logs:FilterLogEvents",
        error(400, "InvalidOperationException", "The log group is of class INFREQUENT_ACCESS."));

    Gap gap = logsGap();

    assertThat(gap.kind()).isEqualTo(Kind.NOT_RECORDED);
    assertThat(gap.why())
        .isEqualTo(
            "The log group /aws/lambda/f is of a class that logs:FilterLogEvents can't read, such as"
                + " INFREQUENT_ACCESS: allow logs:DescribeLogGroups, logs:StartQuery and"
                + " logs:GetQueryResults, and it is read with CloudWatch Logs Insights.");
  }

  @Test
  void aServerError_saysToAskAgain() {
    aws.on("lambda:GetAccountSettings", error(500, "ServiceException", "oops"));

    Gap gap = accountGap(aws.target());

    assertThat(gap.kind()).isEqualTo(Kind.FAILED);
    assertThat(gap.why())
        .isEqualTo(
            "AWS failed at lambda:GetAccountSettings (HTTP 500 ServiceException):"
                + " ask again in a minute.");
  }

  @Test
  void anyOtherRefusal_repeatsWhatTheServiceSaid() {
    aws.on(
        "logs:FilterLogEvents", error(400, "InvalidParameterException", "Invalid filter pattern"));

    Gap gap = logsGap();

    assertThat(gap.kind()).isEqualTo(Kind.FAILED);
    assertThat(gap.why())
        .isEqualTo(
            "AWS refused logs:FilterLogEvents on /aws/lambda/f"
                + " (HTTP 400 InvalidParameterException, \"Invalid filter pattern\"):"
                + " correct what it names.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Welcome</html>", "{}", ""})
  void anAnswerThatIsNotOfAws_isSaidToBeNone(String body) {
    aws.on("lambda:GetAccountSettings", ScriptedAws.json(body));

    Gap gap = accountGap(aws.target());

    assertThat(gap.kind()).isEqualTo(Kind.FAILED);
    assertThat(gap.why())
        .isEqualTo(
            "lambda:GetAccountSettings got no usable answer from %s: check that this is an AWS endpoint."
                .formatted(aws.uri()));
  }

  @Test
  void aRoleThatMayNotBeAssumed_isAboutTheCredentials() {
    // A profile with a role asks STS before the call itself; STS's refusal arrives in its place.
    SdkException failure =
        AwsServiceException.builder()
            .statusCode(403)
            .awsErrorDetails(
                AwsErrorDetails.builder().serviceName("Sts").errorCode("AccessDenied").build())
            .build();

    Gap gap = Failures.gap(AwsCall.GET_FUNCTION, "f", failure, null);

    assertThat(gap.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(gap.why())
        .isEqualTo(
            "AWS didn't accept the credentials for lambda:GetFunction (HTTP 403 AccessDenied):"
                + " sign in again, or choose another profile.");
  }

  @Test
  void anEndpointThatNeverAnswers_isUnreachable() {
    Transmission.Sent sent = new Transmission.Sent(URI.create("https://10.0.0.1/"), NOW, 0);

    Gap gap = Failures.gap(AwsCall.GET_FUNCTION, "f", ApiCallTimeoutException.create(20_000), sent);

    assertThat(gap.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(gap.why())
        .isEqualTo(
            "lambda:GetFunction couldn't reach https://10.0.0.1 (no answer within 20 s):"
                + " check the network, the Region and the endpoint's URL.");
  }

  private static Gap accountGap(AwsTarget target) {
    try (AwsClients clients = new AwsClients(target)) {
      Asker asker = new Asker(clients, InstantSource.fixed(NOW), Thread::sleep);
      Observation<AccountSettings> account =
          new SettingsReader(clients, asker, Runnable::run).account();
      return account.gap().orElseThrow();
    }
  }

  private Gap logsGap() {
    try (AwsClients clients = new AwsClients(aws.target())) {
      Observation<LogEvidence> logs =
          new AwsEvidenceSource(clients, InstantSource.fixed(NOW)).logs(SETTINGS, DAY);
      Optional<Gap> gap = logs.gap();
      return gap.orElseThrow();
    }
  }
}
