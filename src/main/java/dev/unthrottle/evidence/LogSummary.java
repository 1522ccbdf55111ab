package dev.unthrottle.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What exported logs tell about the executions in them.
 *
 * @param files files that logs were read from
 * @param bytes their length, unpacked
 * @param lines lines, or events, in them
 * @param invocations executions found
 * @param succeeded those that returned, as far as the platform's lines tell
 * @param failed those that raised, or whose process died
 * @param timedOut those that the function's timeout cut off
 * @param unfinished those that no line ends
 * @param coldStarts those that waited for a new execution environment
 * @param durations the handler's time, of those that have one
 * @param initDurations the cold starts' time
 * @param exactPercentiles whether percentiles are exact; else they are up to 1/128 too low
 * @param billed what is paid for, together
 * @param largestMemoryMb the most memory that was configured
 * @param mostMemoryUsedMb the most memory that was used
 * @param errorTypes how often each was named
 * @param first when the first slot was taken, where lines have times
 * @param last when the last slot was freed
 * @param undated executions whose time no line tells
 * @param peak the most slots in use at once; empty where not every line has a time
 * @param suspects executions that look like retries of others; empty where {@code peak} is
 * @param problems what could not be read
 */
public record LogSummary(
    int files,
    long bytes,
    long lines,
    long invocations,
    long succeeded,
    long failed,
    long timedOut,
    long unfinished,
    long coldStarts,
    Optional<DurationStatistics> durations,
    Optional<DurationStatistics> initDurations,
    boolean exactPercentiles,
    Duration billed,
    OptionalLong largestMemoryMb,
    OptionalLong mostMemoryUsedMb,
    Map<String, Long> errorTypes,
    Optional<Instant> first,
    Optional<Instant> last,
    long undated,
    Optional<Peak> peak,
    Optional<Suspects> suspects,
    List<LogProblem> problems) {

  /**
   * The most slots that were in use at once.
   *
   * @param slots how many; on average over {@code resolution}, where that isn't zero
   * @param at since when
   * @param resolution zero if it is exact
   */
  public record Peak(int slots, Instant at, Duration resolution) {}

  /** Copies list and map. */
  public LogSummary {
    errorTypes = new TreeMap<>(errorTypes);
    problems = List.copyOf(problems);
  }

  /** Whether everything was read that was to be. */
  public boolean isComplete() {
    return problems.stream().noneMatch(problem -> problem.kind() == LogProblem.Kind.UNREAD);
  }

  static OptionalLong known(long number) {
    return number == Run.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
