package dev.unthrottle.aws;

import dev.unthrottle.aws.Transmission.Sent;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Gap.Kind;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failed call means, in one sentence that names the call and what to do. The SDK's own words
 * are left out: they tell how the SDK works.
 */
final class Failures {

  private static final Set<String> DENIED =
      Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "Forbidden");

  private static final Set<String> NOT_THESE_CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  /** What these answer is about who asks; a profile with a role calls them on the way. */
  private static final Set<String> IDENTITY_SERVICES = Set.of("sts", "sso", "ssooidc");

  private Failures() {}

  /**
   * The gap that a failure leaves.
   *
   * @param subject what was asked about: a function, or a log group
   * @param sent where the request went, or {@code null} if it never went anywhere
   */
  static Gap gap(AwsCall call, String subject, SdkException failure, @Nullable Sent sent) {
    if (failure instanceof AwsServiceException answer) {
      return answered(call, subject, answer);
    }
    return sent == null ? unsent(call, failure) : unanswered(call, failure, sent.endpoint());
  }

  private static Gap answered(AwsCall call, String subject, AwsServiceException answer) {
    String code = code(answer);
    String answered = "HTTP " + answer.statusCode() + " " + code;
    if (isAboutIdentity(answer) || NOT_THESE_CREDENTIALS.contains(code)) {
      return gap(
          Kind.CREDENTIALS,
          call,
          "AWS didn't accept the credentials for %s (%s): sign in again, or choose another profile."
              .formatted(call.apiCall(), answered));
    }
    if (DENIED.contains(code)) {
      return gap(
          Kind.ACCESS_DENIED,
          call,
          "AWS denied %s on %s: allow the action %s for whoever runs this."
              .formatted(call.apiCall(), subject, call.action()));
    }
    if (isThrottling(answer)) {
      return gap(
          Kind.THROTTLED,
          call,
          "AWS throttled the tool's own %s in all of its attempts (%s): ask again in a minute."
              .formatted(call.apiCall(), answered));
    }
    return switch (code) {
      case "ResourceNotFoundException" -> notFound(call, subject);
      case "InvalidOperationException" ->
          gap(
              Kind.NOT_RECORDED,
              call,
              "The log group %s is of a class that %s can't read, such as INFREQUENT_ACCESS: allow logs:DescribeLogGroups, logs:StartQuery and logs:GetQueryResults, and it is read with CloudWatch Logs Insights."
                  .formatted(subject, call.apiCall()));
      case "InvalidRequestContentException" ->
          gap(
              Kind.FAILED,
              call,
              "AWS refused %s on %s (%s): the payload isn't JSON that it can read; what AWS says about it is left out, because it quotes the payload."
                  .formatted(call.apiCall(), subject, answered));
      default -> gap(Kind.FAILED, call, failed(call, subject, answer, answered));
    };
  }

  private static Gap notFound(AwsCall call, String subject) {
    if (call == AwsCall.FILTER_LOG_EVENTS) {
      return LogGaps.noGroup(subject, 0);
    }
    String what = call.action().startsWith("logs:") ? "log group" : "function";
    return gap(
        Kind.NOT_FOUND,
        call,
        "%s found no %s %s: check its name and qualifier, the Region and the account."
            .formatted(call.apiCall(), what, subject));
  }

  private static String failed(
      AwsCall call, String subject, AwsServiceException answer, String answered) {
    return answer.statusCode() >= 500
        ? "AWS failed at %s (%s): ask again in a minute.".formatted(call.apiCall(), answered)
        : "AWS refused %s on %s (%s, \"%s\"): correct what it names."
            .formatted(call.apiCall(), subject, answered, message(answer));
  }

  /**
   * Three things are looked up before a request can be sent: the profile, the Region, and then
   * credentials.
   */
  private static Gap unsent(AwsCall call, SdkException failure) {
    if (failure instanceof NoSuchProfileException) {
      return gap(
          Kind.CREDENTIALS,
          call,
          "%s wasn't sent, because %s: choose another, or add it there."
              .formatted(call.apiCall(), failure.getMessage()));
    }
    boolean noRegion = String.valueOf(failure.getMessage()).contains("Unable to load region");
    return noRegion
        ? gap(
            Kind.FAILED,
            call,
            "%s wasn't sent, because no Region is set: give one, or set AWS_REGION."
                .formatted(call.apiCall()))
        : gap(
            Kind.CREDENTIALS,
            call,
            "%s wasn't sent, because no valid AWS credentials were found: sign in, choose a profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
                .formatted(call.apiCall()));
  }

  private static Gap unanswered(AwsCall call, SdkException failure, URI endpoint) {
    String place = endpoint.getScheme() + "://" + endpoint.getAuthority();
    String network = network(failure);
    return network == null
        ? gap(
            Kind.FAILED,
            call,
            "%s got no usable answer from %s: check that this is an AWS endpoint."
                .formatted(call.apiCall(), place))
        : gap(
            Kind.UNREACHABLE,
            call,
            "%s couldn't reach %s (%s): check the network, the Region and the endpoint's URL."
                .formatted(call.apiCall(), place, network));
  }

  /** What the network did, in words, or {@code null} if it was something else. */
  static @Nullable String network(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words =
          switch (cause) {
            case ApiCallTimeoutException _ ->
                "no answer within " + AwsClients.CALL_TIMEOUT.toSeconds() + " s";
            case UnknownHostException _ -> "unknown host";
            case SocketTimeoutException timeout -> lowerCase(timeout);
            case ConnectException refused -> lowerCase(refused);
            case SocketException broken -> lowerCase(broken);
            case SSLException _ -> "TLS failed";
            default -> null;
          };
      if (words != null) {
        return words;
      }
    }
    return null;
  }

  private static String lowerCase(Exception network) {
    return String.valueOf(network.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static boolean isAboutIdentity(AwsServiceException answer) {
    return answer.awsErrorDetails() != null
        && answer.awsErrorDetails().serviceName() != null
        && IDENTITY_SERVICES.contains(
            answer.awsErrorDetails().serviceName().toLowerCase(Locale.ROOT));
  }

  /** A 5xx is never about the tool: EC2ThrottledException is about the function's own set-up. */
  private static boolean isThrottling(AwsServiceException answer) {
    return answer.statusCode() == 429
        || (answer.statusCode() < 500 && answer.isThrottlingException());
  }

  private static String code(AwsServiceException answer) {
    String code = answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    return code == null ? "without an error code" : code;
  }

  private static String message(AwsServiceException answer) {
    String message =
        answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorMessage();
    return message == null ? "no message" : message.strip();
  }

  private static Gap gap(Kind kind, AwsCall call, String why) {
    return new Gap(kind, call.evidence(), call.apiCall(), call.action(), why);
  }
}
