package dev.unthrottle.aws;

import dev.unthrottle.evidence.DownstreamThrottle;
import dev.unthrottle.evidence.LogEvent;
import dev.unthrottle.evidence.Window;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The lines of one function in one log group that tell something of throttles, a page at a time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>,
 *     checked 2026-11-22
 */
final class LogPages {

  /**
   * What the platform writes, in either format, and what applications print of throttles inside the
   * function; the rest of what they print mostly isn't sent. {@code ?} means or, and a phrase is
   * found anywhere in a message, so some of it still is.
   */
  private static final String WANTED_LINES =
      Stream.concat(
              Stream.of(
                  "START RequestId:",
                  "END RequestId:",
                  "REPORT RequestId:",
                  "INIT_REPORT",
                  "Task timed out after",
                  "Runtime exited",
                  "platform."),
              DownstreamThrottle.phrases().stream())
          .map(phrase -> "?\"" + phrase + "\"")
          .collect(Collectors.joining(" "));

  private final AwsClients clients;
  private final String function;
  private final String group;

  LogPages(AwsClients clients, String function, String group) {
    this.clients = clients;
    this.function = function;
    this.group = group;
  }

  String function() {
    return function;
  }

  String group() {
    return group;
  }

  /**
   * One page.
   *
   * @param events the function's events on it
   * @param reached the time of its last event, whoever's it is; {@code null} if it has none
   * @param nextToken the way to the next page, which an empty page may have too
   */
  record Page(List<LogEvent> events, @Nullable Instant reached, @Nullable String nextToken) {}

  /** The first page of a window, or the one that {@code token} leads to. */
  Page read(Window window, @Nullable String token, Transmission sent) {
    FilterLogEventsResponse answer =
        clients
            .logs()
            .filterLogEvents(r ->
                r.logGroupName(group)
                    .startTime(window.from().toEpochMilli())
                    .endTime(lastMillisecond(window))
                    .filterPattern(WANTED_LINES)
                    .nextToken(token)
                    .overrideConfiguration(sent::travelWith));
    List<LogEvent> events = answer.events().stream().map(LogPages::event).toList();
    return new Page(
        events.stream().filter(event -> isOfFunction(event.stream())).toList(),
        events.isEmpty() ? null : events.getLast().timestamp(),
        answer.nextToken());
  }

  /** CloudWatch counts in milliseconds and includes the end. */
  private static long lastMillisecond(Window window) {
    long last = window.to().minusNanos(1).toEpochMilli();
    return Math.max(last, window.from().toEpochMilli());
  }

  private static LogEvent event(FilteredLogEvent event) {
    return new LogEvent(
        Instant.ofEpochMilli(event.timestamp()), event.logStreamName(), event.message());
  }

  /**
   * Functions that share a group have streams named {@code YYYY/MM/DD/function[version]id}. In its
   * own group a function's streams don't name it.
   */
  private boolean isOfFunction(String stream) {
    return isOwnGroup() || stream.startsWith(function + "[", "YYYY/MM/DD/".length());
  }

  /** Whether it is the group that a function has unless it was given another. */
  boolean isOwnGroup() {
    return group.equals(SettingsReader.defaultLogGroup(function));
  }
}
