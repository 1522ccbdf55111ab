package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from all that a text says what it points to. Whatever looks like a concurrency throttle and
 * may be another service's is called something else: of the two mistakes, that is the harmless one.
 */
final class Symptoms {

  private static final Pattern FUNCTION_TIMEOUT =
      Pattern.compile(
          "Task timed out after \\d|\\bSandbox\\.Timedout\\b|\\bStatus: timeout\\b|\"status\":\\s{0,5}\"timeout\"");

  private static final Pattern GATEWAY_TIMEOUT =
      Pattern.compile("\\bEndpoint request timed out\\b");

  /** What Lambda sends to a failure destination instead of an event that reserved 0 refused. */
  private static final Pattern SWITCHED_OFF = Pattern.compile("\\bZeroReservedConcurrency\\b");

  /** API Gateway's answer carries its own id; its body, a message and no Reason. */
  private static final Pattern GATEWAY_THROTTLE =
      Pattern.compile(
          "(?i:\\bx-amz-apigw-id\\b)|[\"'][mM]essage[\"']\\s{0,5}:\\s{0,5}[\"'](?:Too Many Requests|Limit Exceeded)\\b");

  private static final Pattern GATEWAY_REFUSED =
      Pattern.compile("\\b429\\b|Too Many Requests|Limit Exceeded|TooManyRequests");

  private static final Pattern SNAPSHOT =
      Pattern.compile("\\bunable to create (?:a )?new snapshot\\b");

  private static final Pattern EC2 =
      Pattern.compile(
          "\\b(?i:EC2Throttled)|throttled by EC2\\b|\\bEC2 Error Code: RequestLimitExceeded");

  /** How AWS services call a throttle, Lambda's own name for it left out. */
  private static final Pattern THROTTLE_CODE =
      Pattern.compile(
          "\\b(?:Throttl(?:ing|ed)(?:Exception)?|\\w{0,40}Throttl\\w{1,20}Exception|RequestLimitExceeded|RequestThrottled\\w{0,10}"
              + "|ProvisionedThroughputExceededException|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete)\\b");

  /** How those word it that Lambda words otherwise. */
  private static final Pattern FOREIGN_WORDS =
      Pattern.compile(
          "(?i:\\brequest limit exceeded\\b)|\\bToo many (?:requests|tokens)\\b|\\bfrom custom resource\\b"
              + "|\\bon-demand throughput\\b");

  private static final Pattern RATE_WORDS = Pattern.compile("\\bRate [eE]xceeded\\b");

  private static final Pattern CONCURRENCY_WORDS = Pattern.compile("\\bRate Exceeded\\.");

  private static final Pattern FUNCTION_ERROR =
      Pattern.compile(
          "\\bRuntime\\.\\w{1,60}|\\bX-Amz-Function-Error\\b|\\bFunctionError\\b|\\bUnreservedConcurrentExecution\\b"
              + "|\"errorType\"|\\bHandlerErrorCode\\b|\\bfrom custom resource\\b");

  /** A client that had no retry left to spend says so instead of what it would have retried. */
  private static final Pattern QUOTA_EMPTY =
      Pattern.compile(
          "\\bretry quota exceeded\\b|\\bUnable to acquire enough send tokens\\b"
              + "|\\brequest error capacity could not be obtained\\b");

  private static final String TOO_MANY_REQUESTS = "TooManyRequestsException";

  private final String text;
  private final ErrorReading reading;

  private Symptoms(String text, ErrorReading reading) {
    this.text = text;
    this.reading = reading;
  }

  static Symptom of(String text, ErrorReading reading) {
    return new Symptoms(text, reading).symptom();
  }

  private Symptom symptom() {
    Optional<AttemptOutcome> last = reading.surfaced();
    Symptom refusal = refusal();
    if (reading.refusedAfterUnheard() && mayBeForASlot(refusal)) {
      return Symptom.CLIENT_TIMEOUT_SELF_COLLISION;
    }
    if (FUNCTION_TIMEOUT.matcher(text).find() && last.orElse(null) != AttemptOutcome.REFUSED) {
      return Symptom.FUNCTION_TIMEOUT;
    }
    return last.filter(AttemptOutcome::hungUp).isPresent() ? Symptom.CLIENT_TIMEOUT : refusal;
  }

  /** Besides a refusal that says so, one of an Invoke whose message is that of another attempt. */
  private boolean mayBeForASlot(Symptom refusal) {
    return refusal.isConcurrencyThrottle()
        || (refusal == Symptom.UNKNOWN && (isInvoke() || CONCURRENCY_WORDS.matcher(text).find()));
  }

  private boolean isInvoke() {
    return reading.operation() != null && LambdaOperations.runsAFunction(reading.operation());
  }

  private Symptom refusal() {
    if (reading.reason() != null && reading.addressee() != Addressee.ANOTHER) {
      return ofReason(reading.reason());
    }
    if (SWITCHED_OFF.matcher(text).find()) {
      return Symptom.RESERVED_CONCURRENCY;
    }
    if (GATEWAY_TIMEOUT.matcher(text).find()) {
      return Symptom.GATEWAY_TIMEOUT;
    }
    if (isGatewayThrottle()) {
      return Symptom.GATEWAY_THROTTLE;
    }
    if (SNAPSHOT.matcher(text).find()) {
      return Symptom.SNAPSTART_SNAPSHOT_LIMIT;
    }
    if (EC2.matcher(text).find()) {
      return Symptom.EC2_THROTTLE;
    }
    return isThrottle() ? ofThrottle() : withoutThrottle();
  }

  private static Symptom ofReason(ThrottleReason reason) {
    if (reason.equals(ThrottleReason.RESERVED_CONCURRENCY)) {
      return Symptom.RESERVED_CONCURRENCY;
    }
    if (reason.equals(ThrottleReason.ACCOUNT_CONCURRENCY)) {
      return Symptom.ACCOUNT_CONCURRENCY;
    }
    if (reason.equals(ThrottleReason.INVOCATION_RATE)
        || reason.equals(ThrottleReason.RESERVED_INVOCATION_RATE)) {
      return Symptom.INVOCATION_RATE;
    }
    if (reason.equals(ThrottleReason.CALLER_RATE)) {
      return Symptom.CALLER_RATE;
    }
    return reason.equals(ThrottleReason.SNAPSHOTS)
        ? Symptom.SNAPSTART_SNAPSHOT_LIMIT
        : Symptom.UNKNOWN;
  }

  private boolean isGatewayThrottle() {
    return GATEWAY_THROTTLE.matcher(text).find()
        && GATEWAY_REFUSED.matcher(text).find()
        && reading.addressee() != Addressee.LAMBDA;
  }

  private boolean isThrottle() {
    return reading.code() == null ? readsLikeThrottle() : isThrottle(reading.code());
  }

  /** Services that have no exception for a throttle call it by their general one. */
  private boolean isThrottle(String code) {
    return code.equals(TOO_MANY_REQUESTS)
        || code.equals("429")
        || THROTTLE_CODE.matcher(code).matches()
        || reading.wording().isPresent();
  }

  private boolean readsLikeThrottle() {
    return reading.surfaced().filter(AttemptOutcome.REFUSED::equals).isPresent()
        || RATE_WORDS.matcher(text).find()
        || THROTTLE_CODE.matcher(text).find()
        || FOREIGN_WORDS.matcher(text).find();
  }

  private Symptom ofThrottle() {
    if (reading.addressee() == Addressee.ANOTHER || FOREIGN_WORDS.matcher(text).find()) {
      return Symptom.OTHER_SERVICE;
    }
    if (isInvoke()) {
      return ofInvoke();
    }
    if (reading.operation() != null) {
      return Symptom.CONTROL_PLANE_RATE;
    }
    return reading.addressee() == Addressee.LAMBDA ? ofLambda() : ofSomeone();
  }

  private Symptom ofInvoke() {
    return switch (reading.wording().orElse(null)) {
      case CONCURRENCY -> Symptom.CONCURRENCY;
      case RATE -> Symptom.CALLER_RATE;
      case null -> Symptom.UNKNOWN;
    };
  }

  /** Lambda refused, and nobody says what was asked. */
  private Symptom ofLambda() {
    return switch (reading.wording().orElse(null)) {
      case CONCURRENCY -> Symptom.CONCURRENCY;
      case RATE -> Symptom.CONTROL_PLANE_RATE;
      case null -> Symptom.UNKNOWN;
    };
  }

  /** Nobody says who refused. */
  private Symptom ofSomeone() {
    if (isForeign()) {
      return Symptom.OTHER_SERVICE;
    }
    boolean anyRate =
        reading.code() == null
            && reading.wording().filter(ErrorReading.Wording.RATE::equals).isPresent();
    return anyRate ? Symptom.UNKNOWN : ofLambda();
  }

  /**
   * Lambda calls its throttle TooManyRequestsException, and words it in one of two ways; where it
   * says ThrottlingException, as some of its control plane does, the operation tells.
   */
  private boolean isForeign() {
    @Nullable String code = reading.code();
    return code == null
        ? reading.wording().isEmpty() && THROTTLE_CODE.matcher(text).find()
        : !code.equals(TOO_MANY_REQUESTS) || "Too Many Requests".equals(reading.message());
  }

  private Symptom withoutThrottle() {
    if (QUOTA_EMPTY.matcher(text).find()) {
      return Symptom.UNKNOWN;
    }
    if (reading.surfaced().filter(Symptoms::isConnection).isPresent()) {
      return Symptom.CONNECTION_FAILED;
    }
    boolean error =
        reading.code() != null
            || reading.surfaced().isPresent()
            || FUNCTION_ERROR.matcher(text).find();
    return error ? Symptom.OTHER_ERROR : Symptom.NONE;
  }

  private static boolean isConnection(AttemptOutcome outcome) {
    return List.of(AttemptOutcome.CONNECT_TIMEOUT, AttemptOutcome.CONNECTION_FAILED)
        .contains(outcome);
  }
}
