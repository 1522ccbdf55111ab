package dev.unthrottle.client.error;

import java.util.List;
import java.util.Locale;

/**
 * What an error text points to. That is less than a cause: the same 429 has several, and only what
 * AWS knows about the function tells them apart. {@link #causes} names those that are left.
 */
public enum Symptom {
  /** An attempt went unheard, and a later one of the same text was refused for want of a slot. */
  CLIENT_TIMEOUT_SELF_COLLISION,
  /** An Invoke found no free slot; the text doesn't say of which pool. */
  CONCURRENCY,
  /** An Invoke found no free slot in the function's reservation. */
  RESERVED_CONCURRENCY,
  /** An Invoke found no free slot in the account's unreserved pool. */
  ACCOUNT_CONCURRENCY,
  /** Too many invocations a second, however short they were. */
  INVOCATION_RATE,
  /** One caller asked too often. */
  CALLER_RATE,
  /** An API that manages functions was asked too often. Nothing was invoked. */
  CONTROL_PLANE_RATE,
  /** API Gateway refused, before any function. */
  GATEWAY_THROTTLE,
  /** API Gateway gave up waiting for its integration. */
  GATEWAY_TIMEOUT,
  /** Lambda was making as many SnapStart snapshots as it may. Nothing was invoked. */
  SNAPSTART_SNAPSHOT_LIMIT,
  /** EC2 refused Lambda, which was setting up a function's network. */
  EC2_THROTTLE,
  /** Another service refused: one that was called instead of Lambda, or that Lambda called. */
  OTHER_SERVICE,
  /** The client hung up before an answer came. */
  CLIENT_TIMEOUT,
  /** No connection came about, or it broke. */
  CONNECTION_FAILED,
  /** The function was cut off at its own timeout. */
  FUNCTION_TIMEOUT,
  /** An error of AWS or of the function that is neither a throttle nor a timeout. */
  OTHER_ERROR,
  /** Something was refused, but the text can't tell what refused it. */
  UNKNOWN,
  /** No error stands in the text. */
  NONE;

  /** The name in the JSON answer: {@code control-plane-rate}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an Invoke was refused because no slot was free. */
  public boolean isConcurrencyThrottle() {
    return switch (this) {
      case CLIENT_TIMEOUT_SELF_COLLISION, CONCURRENCY, RESERVED_CONCURRENCY, ACCOUNT_CONCURRENCY ->
          true;
      case INVOCATION_RATE,
          CALLER_RATE,
          CONTROL_PLANE_RATE,
          GATEWAY_THROTTLE,
          GATEWAY_TIMEOUT,
          SNAPSTART_SNAPSHOT_LIMIT,
          EC2_THROTTLE,
          OTHER_SERVICE,
          CLIENT_TIMEOUT,
          CONNECTION_FAILED,
          FUNCTION_TIMEOUT,
          OTHER_ERROR,
          UNKNOWN,
          NONE ->
          false;
    };
  }

  /**
   * The names of the verdicts that a diagnosis of such a text can end with, the likeliest first.
   */
  public List<String> causes() {
    return switch (this) {
      case CLIENT_TIMEOUT_SELF_COLLISION -> List.of("client-timeout-self-collision");
      case CONCURRENCY ->
          List.of(
              "client-timeout-self-collision",
              "reserved-concurrency-saturated",
              "account-concurrency-exhausted",
              "reserved-concurrency-zero",
              "provisioned-takes-all",
              "event-source-takes-all",
              "function-timeout-holds-slot");
      case RESERVED_CONCURRENCY ->
          List.of(
              "client-timeout-self-collision",
              "reserved-concurrency-saturated",
              "reserved-concurrency-zero",
              "provisioned-takes-all",
              "event-source-takes-all",
              "function-timeout-holds-slot");
      case ACCOUNT_CONCURRENCY ->
          List.of(
              "account-concurrency-exhausted",
              "client-timeout-self-collision",
              "event-source-takes-all",
              "function-timeout-holds-slot");
      case INVOCATION_RATE -> List.of("invocation-rate-exceeded", "scaling-rate-exceeded");
      case CALLER_RATE -> List.of("caller-rate-exceeded");
      case CONTROL_PLANE_RATE -> List.of("control-plane-rate-exceeded");
      case GATEWAY_THROTTLE -> List.of("gateway-throttle");
      case SNAPSTART_SNAPSHOT_LIMIT -> List.of("snapstart-snapshot-limit");
      case EC2_THROTTLE -> List.of("ec2-throttle");
      case OTHER_SERVICE -> List.of("downstream-throttle");
      case CLIENT_TIMEOUT ->
          List.of(
              "client-timeout-duplicates",
              "client-timeout-self-collision",
              "function-timeout-holds-slot");
      case FUNCTION_TIMEOUT -> List.of("function-timeout-holds-slot");
      case UNKNOWN ->
          List.of(
              "client-timeout-self-collision",
              "reserved-concurrency-saturated",
              "account-concurrency-exhausted",
              "caller-rate-exceeded",
              "control-plane-rate-exceeded",
              "downstream-throttle");
      case GATEWAY_TIMEOUT, CONNECTION_FAILED, OTHER_ERROR, NONE -> List.of();
    };
  }
}
