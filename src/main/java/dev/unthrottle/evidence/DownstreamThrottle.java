package dev.unthrottle.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of an application that names a throttle: a call that the function itself made was refused
 * by another service, or by Lambda. Of what the application wrote nothing but names is kept,
 * because a line may hold anybody's data.
 *
 * @param requestId the execution's, {@code null} where neither the line nor its stream tells
 * @param at when the line was written
 * @param error the error's name, {@code ThrottlingException}, or {@code Rate exceeded}
 * @param service the service that refused as the SDK names it, {@code DynamoDb}, {@code null} where
 *     the line doesn't tell
 * @param operation the call that it refused, {@code PutItem}, {@code null} where the line doesn't
 *     tell
 */
public record DownstreamThrottle(
    @Nullable String requestId,
    Instant at,
    String error,
    @Nullable String service,
    @Nullable String operation) {

  /** How many are kept of a window. */
  public static final int MOST = 20;

  /** What lines contain that may tell of one, each with the exact letters. */
  public static List<String> phrases() {
    return ThrottleLine.ERRORS;
  }

  /**
   * Those that events tell of: the newest, in the order of their times. A line without a request id
   * belongs to the execution that ran in its stream at that time, if it was the only one.
   *
   * @param executions what the events tell of executions
   */
  public static List<DownstreamThrottle> in(List<LogEvent> events, List<Invocation> executions) {
    return newest(
        events.stream()
            .flatMap(event -> ThrottleLine.parse(event).stream())
            .map(line -> line.of(executions)));
  }

  /** The newest of them, in the order of their times. */
  static List<DownstreamThrottle> newest(Stream<DownstreamThrottle> all) {
    List<DownstreamThrottle> sorted =
        all.sorted(Comparator.comparing(DownstreamThrottle::at)).toList();
    return sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size());
  }
}
