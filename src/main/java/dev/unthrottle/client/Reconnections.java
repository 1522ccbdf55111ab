package dev.unthrottle.client;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A log in which Python's HTTP library connects to Lambda over and over, at even intervals: nothing
 * in it is called an error, but each connection replaces one whose answer never came.
 */
final class Reconnections {

  private static final Pattern CONNECTION =
      Pattern.compile(
          "(?<day>\\d{4}-\\d\\d-\\d\\d)[T ](?<time>\\d\\d:\\d\\d:\\d\\d)(?:[.,](?<millis>\\d{3}))?[^\\n]{0,200}?"
              + "Starting new HTTPS? connection \\(\\d{1,6}\\): lambda\\.");

  /** Shorter than any read timeout that a client has by default: a burst of connections is none. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /** What backoff and jitter may add to a timeout: an interval is at most this much longer. */
  private static final double LONGEST_TO_SHORTEST = 1.25;

  private Reconnections() {}

  /** A read timeout for every connection but the last, if the intervals are even. */
  static List<ToldAttempt> in(String text) {
    List<LocalDateTime> begun =
        CONNECTION.matcher(text).results().map(Reconnections::time).toList();
    List<Duration> intervals = new ArrayList<>();
    for (int i = 1; i < begun.size(); i++) {
      intervals.add(Duration.between(begun.get(i - 1), begun.get(i)));
    }
    return even(intervals)
        ? intervals.stream().map(_ -> new ToldAttempt(null, AttemptOutcome.READ_TIMEOUT)).toList()
        : List.of();
  }

  private static boolean even(List<Duration> intervals) {
    if (intervals.size() < 2) {
      return false;
    }
    Duration shortest = Collections.min(intervals);
    Duration longest = Collections.max(intervals);
    return shortest.compareTo(SHORTEST) >= 0
        && longest.toMillis() <= shortest.toMillis() * LONGEST_TO_SHORTEST;
  }

  private static LocalDateTime time(MatchResult line) {
    String millis = line.group("millis");
    return LocalDateTime.parse(
        line.group("day") + "T" + line.group("time") + (millis == null ? "" : "." + millis));
  }
}
