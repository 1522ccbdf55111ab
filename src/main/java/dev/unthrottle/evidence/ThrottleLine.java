package dev.unthrottle.evidence;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line that an application wrote about an error that means throttling, in any of the forms that
 * AWS's SDKs and the runtimes' loggers give it.
 *
 * @param event the line
 * @param error the error's name
 */
record ThrottleLine(LogEvent event, String error) {

  /**
   * The names that mean throttling and nothing else, and the sentence that comes with several.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry
   *     behavior of AWS SDKs</a>, checked 2026-11-22
   */
  static final List<String> ERRORS =
      List.of(
          "ThrottlingException",
          "TooManyRequestsException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "ThrottledException",
          "SlowDown",
          "Rate exceeded");

  /** {@code (Service: DynamoDb, …}, and {@code operation error DynamoDB: PutItem}. */
  private static final Pattern SERVICE =
      Pattern.compile("\\(Service: (?:Amazon|AWS)?(\\w{1,40})|operation error (\\w{1,40}): ");

  /** {@code when calling the PutItem operation}, and {@code operation error DynamoDB: PutItem}. */
  private static final Pattern OPERATION =
      Pattern.compile(
          "when calling the (\\w{1,60}) operation|operation error \\w{1,40}: (\\w{1,60})");

  /** The key in front of a request id in a line of JSON; every runtime writes it in its own way. */
  private static final Pattern KEYED =
      Pattern.compile("(?i)\"(?:aws)?_?request_?id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

  /** Reads an event; empty if the platform wrote it, or if it is about something else. */
  static Optional<ThrottleLine> parse(LogEvent event) {
    String message = event.message();
    return ERRORS.stream()
        .filter(error -> contains(message, error))
        .findFirst()
        .filter(_ -> PlatformLine.isTheApplications(PlatformLine.parse(message)))
        .map(error -> new ThrottleLine(event, error));
  }

  /** Whether it stands there as a word of its own, or at the end of a class's name. */
  private static boolean contains(String message, String error) {
    for (int at = message.indexOf(error); at >= 0; at = message.indexOf(error, at + 1)) {
      int end = at + error.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(message.charAt(at - 1));
      if (begins && (end == message.length() || !Character.isLetterOrDigit(message.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  /** It, as one of these executions' where it is. */
  DownstreamThrottle of(List<Invocation> executions) {
    return new DownstreamThrottle(
        requestId(executions),
        event.timestamp(),
        error,
        first(SERVICE, event.message()),
        first(OPERATION, event.message()));
  }

  /**
   * A line may hold the ids of other calls as well, the refused one's for example. So the id of an
   * execution that is known comes first, then the one in the place where runtimes write theirs.
   */
  private @Nullable String requestId(List<Invocation> executions) {
    String known =
        onlyOne(executions.stream().filter(run -> event.message().contains(run.requestId())));
    String keyed = first(KEYED, event.message());
    return known != null
        ? known
        : keyed != null ? keyed : onlyOne(executions.stream().filter(this::wasRunning));
  }

  private static @Nullable String onlyOne(Stream<Invocation> runs) {
    List<String> ids = runs.map(Invocation::requestId).distinct().limit(2).toList();
    return ids.size() == 1 ? ids.getFirst() : null;
  }

  private boolean wasRunning(Invocation run) {
    return event.stream().equals(run.logStream())
        && !run.start().isAfter(event.timestamp())
        && (run.end() == null || !event.timestamp().isAfter(run.end()));
  }

  private static @Nullable String first(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    if (!matcher.find()) {
      return null;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return Objects.requireNonNull(matcher.group(group));
      }
    }
    return null;
  }
}
