package dev.unthrottle.report;

import dev.unthrottle.client.ErrorReading;
import dev.unthrottle.client.Symptom;

/** What a symptom means, and what to do about it, in a sentence or two each. */
final class SymptomText {

  private SymptomText() {}

  static String headline(ErrorReading reading) {
    return switch (reading.symptom()) {
      case CLIENT_TIMEOUT_SELF_COLLISION ->
          "The call got in its own way: the client hung up on an attempt, and a later one was refused,"
              + " most likely by the slot that the first still held.";
      case CONCURRENCY ->
          "Lambda refused an Invoke because no slot was free. The text doesn't say in which pool, or"
              + " who held them.";
      case RESERVED_CONCURRENCY ->
          "Lambda refused an Invoke because no slot of the function's reserved concurrency was free.";
      case ACCOUNT_CONCURRENCY ->
          "Lambda refused an Invoke because no slot of the account's unreserved concurrency was free.";
      case INVOCATION_RATE ->
          "Lambda refused an Invoke because too many began in a second, however short they were.";
      case CALLER_RATE ->
          "Lambda refused an Invoke because its caller asked too often. Slots may have been free.";
      case CONTROL_PLANE_RATE ->
          reading.operation() == null
              ? "Some API was asked too often, most likely one of Lambda's control plane. The wording isn't"
                  + " that of a concurrency limit."
              : "Lambda's control plane refused a request to look at or change a function. Nothing was"
                  + " invoked, and no concurrency limit is involved.";
      case GATEWAY_THROTTLE ->
          "API Gateway refused the request before any function was invoked: a rate limit or a quota of"
              + " its stage or usage plan.";
      case GATEWAY_TIMEOUT ->
          "API Gateway stopped waiting for its integration. The function may have run on.";
      case SNAPSTART_SNAPSHOT_LIMIT ->
          "Lambda was making as many SnapStart snapshots as it may. A version was published; nothing"
              + " was invoked.";
      case EC2_THROTTLE ->
          "EC2 refused Lambda while it set up the function's network. No concurrency limit is involved.";
      case OTHER_SERVICE -> "Another AWS service refused the request. It wasn't an Invoke.";
      case CLIENT_TIMEOUT ->
          "The client hung up before an answer came. If this was an Invoke, the function ran on and"
              + " kept its slot.";
      case CONNECTION_FAILED ->
          "The client had no connection, or lost it. Nothing here says that anything was refused.";
      case FUNCTION_TIMEOUT ->
          "The function was cut off at its own timeout, and held its slot until then.";
      case OTHER_ERROR -> "This is an error, but neither a throttle nor a timeout.";
      case UNKNOWN -> "Something was refused, and the text can't tell by which limit.";
      case NONE ->
          "This reads like no error of an AWS client: it names no AWS error and no timeout.";
    };
  }

  static String advice(Symptom symptom) {
    return switch (symptom) {
      case CLIENT_TIMEOUT_SELF_COLLISION, CLIENT_TIMEOUT ->
          "Compare the client's read timeout with the function's longest runs; this does, and finds the"
              + " settings that end it:";
      case CONCURRENCY, RESERVED_CONCURRENCY, ACCOUNT_CONCURRENCY, UNKNOWN ->
          "Settings, logs and metrics tell the causes apart:";
      case INVOCATION_RATE ->
          "Look at the invocations a second: ten times the concurrency is the most. Settings and"
              + " metrics tell:";
      case CALLER_RATE ->
          "Spread the calls, or let fewer callers share the credentials. If in doubt:";
      case CONTROL_PLANE_RATE ->
          "Ask less often: cache what was read, and let deployments follow one another. Most of these"
              + " APIs share 15 requests a second.";
      case GATEWAY_THROTTLE ->
          "Look at the throttling of the API's stage and usage plan; the function's settings can't"
              + " help.";
      case GATEWAY_TIMEOUT ->
          "Shorten the function or invoke it asynchronously; whether its runs pile up, this tells:";
      case SNAPSTART_SNAPSHOT_LIMIT -> "Publish fewer versions at once, and try again later.";
      case EC2_THROTTLE -> "Look for what else calls EC2 in this account and Region.";
      case OTHER_SERVICE ->
          "Look at that service's quotas. If the call was made inside a function, its runs grow longer by"
              + " the retries; whether that matters, this tells:";
      case CONNECTION_FAILED -> "Look at the endpoint, the network and the connect timeout.";
      case FUNCTION_TIMEOUT ->
          "Whether such runs hold the slots that others are refused for, this tells:";
      case OTHER_ERROR -> "Unthrottle has nothing to say about it.";
      case NONE -> "Paste the whole error, with its stack trace and what was logged before it.";
    };
  }

  /** Whether a diagnosis of the function would find out more. */
  static boolean isDiagnosable(Symptom symptom) {
    return switch (symptom) {
      case CLIENT_TIMEOUT_SELF_COLLISION,
          CONCURRENCY,
          RESERVED_CONCURRENCY,
          ACCOUNT_CONCURRENCY,
          INVOCATION_RATE,
          CALLER_RATE,
          GATEWAY_TIMEOUT,
          OTHER_SERVICE,
          CLIENT_TIMEOUT,
          FUNCTION_TIMEOUT,
          UNKNOWN ->
          true;
      case CONTROL_PLANE_RATE,
          GATEWAY_THROTTLE,
          SNAPSTART_SNAPSHOT_LIMIT,
          EC2_THROTTLE,
          CONNECTION_FAILED,
          OTHER_ERROR,
          NONE ->
          false;
    };
  }
}
