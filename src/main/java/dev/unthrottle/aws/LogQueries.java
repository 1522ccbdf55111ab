package dev.unthrottle.aws;

import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvent;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.PlatformLog;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a window of logs with one query of CloudWatch Logs Insights. It tells how many executions
 * there were and gives the longest of them, which are those that clients hang up on and that hold
 * slots, and before them the lines about throttles inside the function. It scans all that the group
 * took in within the window, whatever it finds, and is billed for it.
 */
final class LogQueries {

  /** What the query finds at most: as many lines as one answer holds. */
  static final int LONGEST = 10_000;

  /** Starting a query, and looking at it once. */
  static final int FEWEST_CALLS = 2;

  /** No diagnosis is worth more; where a query would cost more, pages are read instead. */
  static final double MOST_USD = 1.0;

  /**
   * USD for a GB scanned, in us-east-1.
   *
   * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">CloudWatch pricing</a>, checked
   *     2026-11-22
   */
  private static final double USD_PER_GB = 0.005;

  private static final double BYTES_PER_GB = 1e9;

  /** After that, a query is stopped: what comes later comes too late for whoever waits. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Most queries of a day have ended by then. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  /** Where one call is left to look, it is spent in the middle. */
  private static final Duration ONLY_LOOK = Duration.ofSeconds(5);

  private final AwsClients clients;
  private final Asker asker;

  LogQueries(AwsClients clients, Asker asker) {
    this.clients = clients;
    this.asker = asker;
  }

  /**
   * What a query found.
   *
   * @param query what became of it
   * @param events the lines it found
   * @param executions those among them that tell of one
   * @param complete whether these are all executions of the window
   */
  record Found(
      LogQuery query, List<LogEvent> events, List<Invocation> executions, boolean complete) {

    /** Nothing, because it failed. */
    static Found nothing(LogQuery.Failed query) {
      return new Found(query, List.of(), List.of(), false);
    }
  }

  /**
   * Queries a window.
   *
   * @param metrics those of the same window, {@code null} where they are missing
   * @param bytes what the query scans at most, by which its cost is estimated
   * @param calls how many calls it may take, at least {@link #FEWEST_CALLS}
   */
  Found read(
      LogPages pages, Window window, @Nullable MetricEvidence metrics, long bytes, int calls) {
    double estimate = usd(bytes);
    if (estimate > MOST_USD) {
      return Found.nothing(new LogQuery.Failed(tooDear(pages.group(), estimate)));
    }
    return switch (start(pages, window, QueryText.longest(pages, LONGEST))) {
      case Observation.Missing<String>(var why) -> Found.nothing(new LogQuery.Failed(why));
      case Observation.Observed<String>(var id, _, _) ->
          switch (await(pages.group(), id, calls - 1)) {
            case Observation.Missing<QueryAnswer>(var why) ->
                Found.nothing(new LogQuery.Failed(why, 0, estimate, estimate));
            case Observation.Observed<QueryAnswer>(var answer, _, _) when answer.isComplete() ->
                found(answer, metrics, estimate);
            case Observation.Observed<QueryAnswer>(var answer, _, _) ->
                Found.nothing(
                    new LogQuery.Failed(
                        unfinished(pages.group(), answer),
                        answer.bytesScanned(),
                        estimate,
                        usd(answer.bytesScanned())));
          };
    };
  }

  /** What so many bytes cost. */
  static double usd(long bytes) {
    return bytes / BYTES_PER_GB * USD_PER_GB;
  }

  private static Found found(
      QueryAnswer answer, @Nullable MetricEvidence metrics, double estimate) {
    List<LogEvent> events = answer.events();
    List<Invocation> longest = PlatformLog.invocations(events);
    long others = (long) events.size() - longest.size();
    long count = Math.max(answer.matched(), events.size()) - others;
    DurationStatistics durations =
        new LongestExecutions(longest, count, metrics).statistics().orElse(null);
    LogQuery query =
        new LogQuery.Answered(
            durations, answer.bytesScanned(), estimate, usd(answer.bytesScanned()));
    return new Found(query, events, longest, count <= longest.size());
  }

  /** Insights counts in whole seconds, so a window grows to them. */
  private Observation<String> start(LogPages pages, Window window, String query) {
    return asker.ask(
        AwsCall.START_QUERY,
        pages.group(),
        Source.LOGS,
        sent ->
            clients
                .logs()
                .startQuery(r ->
                    r.logGroupName(pages.group())
                        .startTime(window.from().getEpochSecond())
                        .endTime(window.to().minusNanos(1).getEpochSecond())
                        .queryString(query)
                        .overrideConfiguration(sent::travelWith))
                .queryId());
  }

  /**
   * Looks once or twice, and stops the query in the end, if a call is left for that.
   *
   * @param calls how many calls are left, 1 or more
   */
  private Observation<QueryAnswer> await(String group, String id, int calls) {
    if (calls == 1) {
      return lookAfter(ONLY_LOOK, group, id);
    }
    Observation<QueryAnswer> early = lookAfter(FIRST_LOOK, group, id);
    if (!isRunning(early)) {
      return early;
    }
    Observation<QueryAnswer> late = lookAfter(PATIENCE.minus(FIRST_LOOK), group, id);
    if (isRunning(late) && calls > 2) {
      stop(group, id);
    }
    return late;
  }

  private static boolean isRunning(Observation<QueryAnswer> answer) {
    return answer.value().filter(QueryAnswer::isRunning).isPresent();
  }

  private Observation<QueryAnswer> lookAfter(Duration wait, String group, String id) {
    boolean _ = asker.sleep(wait);
    return look(group, id);
  }

  private Observation<QueryAnswer> look(String group, String id) {
    return asker.ask(
        AwsCall.GET_QUERY_RESULTS,
        group,
        Source.LOGS,
        sent ->
            QueryAnswer.of(
                clients
                    .logs()
                    .getQueryResults(r -> r.queryId(id).overrideConfiguration(sent::travelWith))));
  }

  /** Stopping saves nothing that was scanned, but what would be. */
  private void stop(String group, String id) {
    Observation<Boolean> _ =
        asker.ask(
            AwsCall.STOP_QUERY,
            group,
            Source.LOGS,
            sent ->
                clients
                    .logs()
                    .stopQuery(r -> r.queryId(id).overrideConfiguration(sent::travelWith))
                    .success());
  }

  private static Gap unfinished(String group, QueryAnswer answer) {
    return gap(
        "CloudWatch Logs Insights didn't answer about %s in time (the query's status was %s): ask for a shorter window."
            .formatted(group, answer.status()));
  }

  private static Gap tooDear(String group, double estimate) {
    return gap(
        "To query the log group %s would cost about %.2f USD, and no more than %.2f USD are spent: ask for a shorter window."
            .formatted(group, estimate, MOST_USD));
  }

  private static Gap gap(String why) {
    AwsCall call = AwsCall.START_QUERY;
    return new Gap(Gap.Kind.INCOMPLETE, call.evidence(), call.apiCall(), null, why);
  }
}
