package dev.unthrottle.diagnosis.check;

import static dev.unthrottle.diagnosis.check.Setup.Part.CALLER_TIMEOUT;
import static dev.unthrottle.diagnosis.check.Setup.Part.CLIENT;
import static dev.unthrottle.diagnosis.check.Setup.Part.FUNCTION_TIMEOUT;
import static dev.unthrottle.diagnosis.check.Setup.Part.GATEWAY;
import static dev.unthrottle.diagnosis.check.Setup.Part.MAXIMUM_CONCURRENCY;
import static dev.unthrottle.diagnosis.check.Setup.Part.RESERVED_CONCURRENCY;
import static dev.unthrottle.diagnosis.check.Setup.Part.VISIBILITY_TIMEOUT;
import static dev.unthrottle.diagnosis.check.Severity.ERROR;
import static dev.unthrottle.diagnosis.check.Severity.NOTE;
import static dev.unthrottle.diagnosis.check.Severity.WARNING;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules that settings are checked by: what a recommendation must satisfy, applied to settings
 * alone. A rule's id never changes.
 */
public enum HazardRule {
  READ_TIMEOUT_BELOW_FUNCTION_TIMEOUT(
      ERROR,
      CLIENT,
      "The client hangs up on a function that may still be running.",
      HazardCheck.call(CallHazards::readTimeoutBelowFunctionTimeout)),
  READ_TIMEOUT_BELOW_COLD_START(
      WARNING,
      CLIENT,
      "The client outlasts the function's timeout, but not a cold start before it.",
      HazardCheck.call(CallHazards::readTimeoutBelowColdStart)),
  RETRY_COLLIDES_WITH_ITSELF(
      ERROR,
      CLIENT,
      "The client's retries are refused by the only slot, which its own first attempt still holds.",
      HazardCheck.call(CallHazards::retryCollidesWithItself)),
  RETRY_RUNS_TWICE(
      ERROR,
      CLIENT,
      "The client's retries run the function again while the first run goes on.",
      HazardCheck.call(CallHazards::retryRunsTwice)),
  RETRY_OF_AN_INVOKE(
      NOTE,
      CLIENT,
      "The client repeats an Invoke by itself, which can run it again.",
      HazardCheck.call(CallHazards::retryOfAnInvoke)),
  CONNECT_TIMEOUT_TOO_SHORT(
      WARNING,
      CLIENT,
      "One lost packet ends the attempt to connect.",
      HazardCheck.call(CallHazards::connectTimeoutTooShort)),
  CONNECT_TIMEOUT_TOO_LONG(
      WARNING,
      CLIENT,
      "An endpoint that can't be reached is noticed too late.",
      HazardCheck.call(CallHazards::connectTimeoutTooLong)),
  CALLER_TIMEOUT_BELOW_FUNCTION_TIMEOUT(
      ERROR,
      CALLER_TIMEOUT,
      "The caller ends before the function that it waits for.",
      HazardCheck.call(CallHazards::callerTimeoutBelowFunctionTimeout)),
  CALLER_TIMEOUT_BELOW_WORST_CASE(
      WARNING,
      CALLER_TIMEOUT,
      "The caller ends before its client has made all its attempts.",
      HazardCheck.call(CallHazards::callerTimeoutBelowWorstCase)),
  NO_TCP_KEEP_ALIVE(
      WARNING,
      CLIENT,
      "A connection that is silent for so long is dropped on the way, and nobody is told.",
      HazardCheck.call(CallHazards::noTcpKeepAlive)),
  SETTING_IGNORED(
      WARNING,
      CLIENT,
      "A setting doesn't do what it says in this version of the client.",
      HazardCheck.calls(CallHazards::settingIgnored)),
  CLIENT_VERSION_UNCERTAIN(
      NOTE,
      CLIENT,
      "The client's version isn't known, or not to the catalogue.",
      HazardCheck.calls(CallHazards::clientVersionUncertain)),
  RESERVED_CONCURRENCY_ZERO(
      ERROR,
      RESERVED_CONCURRENCY,
      "The function is switched off: every invocation is refused.",
      HazardCheck.function(FunctionHazards::reservedConcurrencyZero)),
  FUNCTION_TIMEOUT_NEAR_LIMIT(
      NOTE,
      FUNCTION_TIMEOUT,
      "The function's timeout can hardly be raised when its runs get longer.",
      HazardCheck.function(FunctionHazards::functionTimeoutNearLimit)),
  GATEWAY_TIMEOUT_BELOW_FUNCTION_TIMEOUT(
      ERROR,
      GATEWAY,
      "API Gateway answers 504 while the function runs on.",
      HazardCheck.gateway(FunctionHazards::gatewayTimeoutBelowFunctionTimeout)),
  QUEUE_VISIBILITY_BELOW_FUNCTION_TIMEOUT(
      ERROR,
      VISIBILITY_TIMEOUT,
      "A message becomes visible again while it is still worked on.",
      HazardCheck.queue(QueueHazards::visibilityBelowFunctionTimeout)),
  QUEUE_VISIBILITY_BELOW_SIX_TIMEOUTS(
      NOTE,
      VISIBILITY_TIMEOUT,
      "A message that was refused becomes visible again before Lambda has tried it again.",
      HazardCheck.queue(QueueHazards::visibilityBelowSixTimeouts)),
  QUEUE_CONCURRENCY_ABOVE_RESERVED(
      ERROR,
      MAXIMUM_CONCURRENCY,
      "The event source starts more executions than the function has slots.",
      HazardCheck.queue(QueueHazards::concurrencyAboveReserved)),
  QUEUE_CONCURRENCY_UNBOUNDED(
      WARNING,
      MAXIMUM_CONCURRENCY,
      "The event source takes every reserved slot, and goes on.",
      HazardCheck.queue(QueueHazards::concurrencyUnbounded)),
  VALUE_NOT_RESOLVED(
      NOTE,
      FUNCTION_TIMEOUT,
      "A value is only known once the stack is deployed, so nothing was checked with it.",
      HazardCheck.function(_ -> Optional.empty()));

  private final Severity severity;
  private final Setup.Part part;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds nothing
  private final HazardCheck<?> check;

  HazardRule(Severity severity, Setup.Part part, String meaning, HazardCheck<?> check) {
    this.severity = severity;
    this.part = part;
    this.meaning = meaning;
    this.check = check;
  }

  /** The name in answers and in the documentation. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How bad it is to break it. */
  public Severity severity() {
    return severity;
  }

  /** What it means to break it, a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Which setting breaks it. */
  Setup.Part part() {
    return part;
  }

  /** Whether it has something to look at there. */
  public boolean appliesTo(Setup setup) {
    return this != VALUE_NOT_RESOLVED && check.appliesTo(setup);
  }

  List<Clue> in(Setup setup) {
    return check.in(setup);
  }
}
