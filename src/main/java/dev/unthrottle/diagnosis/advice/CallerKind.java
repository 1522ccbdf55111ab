package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Polling;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs the client. Each kind has a limit of its own and repeats what failed in its own way;
 * the documentation that the figures are from was checked on 2026-11-23.
 */
public enum CallerKind {
  /**
   * A Lambda function; if its own timeout isn't given, it is known to end after 15 minutes. Invoked
   * asynchronously it is run again twice after an error.
   */
  LAMBDA(
      null,
      FunctionModel.LONGEST_ORDINARY_TIMEOUT,
      3,
      "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
      "a function that is invoked asynchronously is run again twice when it fails;"
          + " one that is invoked synchronously isn't"),
  /** The integration of a REST API; a Regional or private one can be given more by quota. */
  API_GATEWAY_REST(
      Duration.ofSeconds(29),
      null,
      1,
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
      "API Gateway doesn't repeat an integration"),
  /** The integration of an HTTP API, which can't be given more. */
  API_GATEWAY_HTTP(
      Duration.ofSeconds(30),
      Duration.ofSeconds(30),
      1,
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
      "API Gateway doesn't repeat an integration"),
  /** A state of a workflow; without {@code TimeoutSeconds} it waits for ever. */
  STEP_FUNCTIONS(
      null,
      null,
      1,
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html",
      "a state without Retry is tried once; a Retry that gives no numbers makes it 4 times,"
          + " 1 s, 2 s and 4 s apart"),
  /** An Application Load Balancer; what counts is its idle timeout. */
  ALB(
      Duration.ofSeconds(60),
      Duration.ofSeconds(4_000),
      1,
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
      "a load balancer doesn't repeat a request that its target has taken"),
  /**
   * A consumer of a queue: when its visibility timeout is over, a message is there for another
   * consumer, whether or not the first one still works.
   */
  SQS(
      Polling.VISIBILITY,
      Polling.LONGEST_VISIBILITY,
      null,
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
      "without a redrive policy a message comes back until it is too old; with one,"
          + " give its maxReceiveCount"),
  /** The target of a rule: it doesn't wait for a function, and delivers again what was refused. */
  EVENTBRIDGE(
      null,
      null,
      186,
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html",
      "a delivery that failed is tried again up to 185 times in 24 hours"),
  /** A person or a script at a command line. */
  CLI(null, null, 1, "none", "nothing repeats a command by itself"),
  /** A process of one's own. */
  SERVER(null, null, 1, "none", "nothing is known to repeat the call");

  private final @Nullable Duration limit;
  private final @Nullable Duration ceiling;
  private final @Nullable Integer attempts;
  private final String source;
  private final String attemptsBecause;

  CallerKind(
      @Nullable Duration limit,
      @Nullable Duration ceiling,
      @Nullable Integer attempts,
      String source,
      String attemptsBecause) {
    this.limit = limit;
    this.ceiling = ceiling;
    this.attempts = attempts;
    this.source = source;
    this.attemptsBecause = attemptsBecause;
  }

  /** The name in requests and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that name. */
  public static Optional<CallerKind> find(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /** Its limit unless told otherwise, else the longest it can have; {@code null} for none. */
  @Nullable Duration limit() {
    return limit != null ? limit : ceiling;
  }

  /** The longest limit that it can be given, {@code null} where none is known. */
  public @Nullable Duration ceiling() {
    return ceiling;
  }

  /** Whether it can be made to wait that long. */
  public boolean canWait(Duration timeout) {
    return ceiling == null || timeout.compareTo(ceiling) <= 0;
  }

  /** How often it runs the client for one event, {@code null} without a limit. */
  @Nullable Integer attempts() {
    return attempts;
  }

  String limitSource() {
    return source;
  }

  String attemptsBecause() {
    return attemptsBecause;
  }
}
