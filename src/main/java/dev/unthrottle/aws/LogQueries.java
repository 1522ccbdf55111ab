package dev.unthrottle.aws;

import dev.unthrottle.aws.QueryAnswer.Row;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.PlatformLog;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Reads a window of logs with two queries of CloudWatch Logs Insights, side by side: one for the
 * percentiles of all executions, one for the longest of them, which are those that clients hang up
 * on and that hold slots. Each scans all that the group took in within the window, whatever it
 * finds, and is billed for it.
 */
final class LogQueries {

  /** What the longer query finds at most. */
  static final int LONGEST = 1_000;

  /** No diagnosis is worth more; where two queries would cost more, pages are read instead. */
  static final double MOST_USD = 1.0;

  /**
   * USD for a GB scanned, in us-east-1.
   *
   * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">CloudWatch pricing</a>, checked
   *     2026-11-22
   */
  private static final double USD_PER_GB = 0.005;

  private static final double BYTES_PER_GB = 1e9;
  private static final Duration FIRST_LOOK = Duration.ofMillis(250);

  /** After that, a query is stopped: what comes later comes too late for whoever waits. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final AwsClients clients;
  private final Asker asker;
  private final Executor sideBySide;
  private final QueryText text;

  LogQueries(AwsClients clients, Asker asker, Executor sideBySide, boolean json) {
    this.clients = clients;
    this.asker = asker;
    this.sideBySide = sideBySide;
    this.text = json ? QueryText.JSON : QueryText.TEXT;
  }

  /**
   * Queries a window.
   *
   * @param bytes what one query scans at most, by which its cost is estimated
   */
  Observation<LogEvidence> read(LogPages pages, Window window, long bytes) {
    double estimate = usd(2 * bytes);
    if (estimate > MOST_USD) {
      return Observation.missing(tooDear(pages.group(), estimate));
    }
    var longest =
        CompletableFuture.supplyAsync(
            () -> answer(pages, window, text.longest(pages, LONGEST)), sideBySide);
    Observation<QueryAnswer> all = answer(pages, window, text.percentiles(pages));
    return both(all, longest.join(), pages.group(), window, estimate);
  }

  /** What so many bytes cost. */
  static double usd(long bytes) {
    return bytes / BYTES_PER_GB * USD_PER_GB;
  }

  private static Observation<LogEvidence> both(
      Observation<QueryAnswer> all,
      Observation<QueryAnswer> longest,
      String group,
      Window window,
      double estimate) {
    return switch (all) {
      case Observation.Missing<QueryAnswer>(var why) -> Observation.missing(why);
      case Observation.Observed<QueryAnswer>(var percentiles, var source, var at) ->
          switch (longest) {
            case Observation.Missing<QueryAnswer>(var why) -> Observation.missing(why);
            case Observation.Observed<QueryAnswer>(var found, _, _) ->
                Observation.of(evidence(percentiles, found, group, window, estimate), source, at);
          };
    };
  }

  private static LogEvidence evidence(
      QueryAnswer all, QueryAnswer longest, String group, Window window, double estimate) {
    long scanned = all.bytesScanned() + longest.bytesScanned();
    var durations = all.rows().stream().findFirst().flatMap(Row::durations).orElse(null);
    var found = PlatformLog.invocations(longest.rows().stream().map(Row::event).toList());
    boolean complete = durations == null || durations.count() <= found.size();
    LogQuery query = new LogQuery.Answered(durations, scanned, estimate, usd(scanned));
    return new LogEvidence(group, window, found, complete, query);
  }

  private Observation<QueryAnswer> answer(LogPages pages, Window window, String query) {
    Observation<String> started = start(pages, window, query);
    return switch (started) {
      case Observation.Missing<String>(var why) -> Observation.missing(why);
      case Observation.Observed<String>(var id, _, _) -> await(pages.group(), id);
    };
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

  /** Looks ever more rarely, and stops the query in the end. */
  private Observation<QueryAnswer> await(String group, String id) {
    Duration next = FIRST_LOOK;
    Duration waited = Duration.ZERO;
    Observation<QueryAnswer> answer = look(group, id);
    while (answer.value().filter(QueryAnswer::isRunning).isPresent()
        && waited.compareTo(PATIENCE) < 0
        && asker.sleep(next)) {
      waited = waited.plus(next);
      next = next.multipliedBy(2);
      answer = look(group, id);
    }
    return answer.value().filter(found -> !found.isComplete()).isPresent()
        ? Observation.missing(unfinished(group, id, answer.value().orElseThrow()))
        : answer;
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
  private Gap unfinished(String group, String id, QueryAnswer answer) {
    if (answer.isRunning()) {
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
    return gap(
        "CloudWatch Logs Insights had not answered after %d s (its status was %s), having scanned %d bytes for %.4f USD: ask for a shorter window."
            .formatted(
                PATIENCE.toSeconds(),
                answer.status(),
                answer.bytesScanned(),
                usd(answer.bytesScanned())));
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
