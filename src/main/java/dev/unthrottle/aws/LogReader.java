package dev.unthrottle.aws;

import dev.unthrottle.aws.LogGroups.Group;
import dev.unthrottle.aws.LogPages.Page;
import dev.unthrottle.aws.LogQueries.Found;
import dev.unthrottle.evidence.DownstreamThrottle;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Observation.Missing;
import dev.unthrottle.evidence.Observation.Observed;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Window;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a function's log group tells about a window, with a bounded number of calls: its lines
 * page by page, or, where these are too many or the group's class has no pages, what a query tells
 * of them.
 */
final class LogReader {

  /** About as many executions, of two or three lines each, as four pages of 1 MB hold. */
  static final int EXECUTIONS_IN_PAGES = 10_000;

  private final AwsClients clients;
  private final Asker asker;
  private final Executor sideBySide;
  private final LogGroups groups;

  LogReader(AwsClients clients, Asker asker, Executor sideBySide) {
    this.clients = clients;
    this.asker = asker;
    this.sideBySide = sideBySide;
    this.groups = new LogGroups(clients, asker);
  }

  /**
   * A first page, read before anybody knew the log group for certain.
   *
   * @param pages where it was read
   * @param page what came back
   */
  record Guess(LogPages pages, Observation<Page> page) {}

  /** Reads the first page of the log group that a function has unless it was given another. */
  Guess guess(String function, Window window) {
    return first(new LogPages(clients, function, SettingsReader.defaultLogGroup(function)), window);
  }

  private Guess first(LogPages pages, Window window) {
    return new Guess(pages, ask(pages, sent -> pages.read(window, null, sent)));
  }

  /**
   * What else is known by now.
   *
   * @param log where and how the function logs, {@code null} where that is unknown
   * @param metrics what its metrics tell, {@code null} where they are missing
   */
  record Context(@Nullable LogSettings log, @Nullable MetricEvidence metrics) {

    double executions() {
      return metrics == null ? 0 : metrics.sum(Metric.INVOCATIONS);
    }

    boolean areTooMany() {
      return executions() > EXECUTIONS_IN_PAGES;
    }

    /** What the function's own log group took in, {@code null} where that is unknown. */
    @Nullable Double logBytes() {
      return metrics == null
              || metrics.points(Metric.LOG_BYTES).isEmpty()
              || metrics.partial().contains(Metric.LOG_BYTES)
          ? null
          : (Double) metrics.sum(Metric.LOG_BYTES);
    }

    /** Whether no line may mean that everything went well. */
    boolean hidesSuccess() {
      return log != null && log.hideSuccess();
    }
  }

  /**
   * How many calls it takes to tell more than the guess does, as far as one can see: 0 where the
   * guess told everything.
   */
  int callsWanted(Guess guess, @Nullable MetricEvidence metrics) {
    Page page = guess.page().value().orElse(null);
    if (page != null && page.nextToken() == null && !page.events().isEmpty()) {
      return 0;
    }
    Context context = new Context(null, metrics);
    return context.areTooMany() && (page == null || page.nextToken() != null)
        ? LogQueries.FEWEST_CALLS + (page == null || context.logBytes() == null ? 1 : 0)
        : 1;
  }

  private static boolean holdsTooMany(Guess guess, @Nullable MetricEvidence metrics) {
    return guess.page().value().filter(page -> page.nextToken() != null).isPresent()
        && new Context(null, metrics).areTooMany();
  }

  /**
   * Reads on where the guess was right or nobody knows better; else reads the right log group. A
   * query of the guessed group doesn't wait for settings that take another round trip.
   *
   * @param settings where and how the function logs, empty where that can't be known
   * @param metrics what its metrics tell, {@code null} where they are missing
   */
  Observation<LogEvidence> follow(
      Guess guess,
      CompletableFuture<Optional<LogSettings>> settings,
      @Nullable MetricEvidence metrics,
      Window window,
      Allowance allowance) {
    boolean late = !settings.isDone();
    if (late && holdsTooMany(guess, metrics)) {
      Observation<LogEvidence> read = read(guess, new Context(null, metrics), window, allowance);
      String group = group(settings.join().orElse(null), guess);
      return group.equals(guess.pages().group())
          ? read
          : Observation.missing(LogGaps.noCallLeft(group));
    }
    Context context = new Context(settings.join().orElse(null), metrics);
    Allowance left = late ? allowance.less(0, 1) : allowance;
    String group = group(context.log(), guess);
    if (group.equals(guess.pages().group())) {
      return read(guess, context, window, left);
    }
    LogPages pages = new LogPages(clients, guess.pages().function(), group);
    if (left.isUsedUp()) {
      return Observation.missing(LogGaps.noCallLeft(group));
    }
    return context.areTooMany() && left.calls() > LogQueries.FEWEST_CALLS
        ? queryAtOnce(pages, context, window, left)
        : read(first(pages, window), context, window, left.less());
  }

  /** Where the metrics count too many executions for pages, none is read unless the query fails. */
  private Observation<LogEvidence> queryAtOnce(
      LogPages pages, Context context, Window window, Allowance allowance) {
    Found found = found(pages, context, window, allowance);
    Allowance left = allowance.less(queryCalls(), 1);
    return switch (found.query()) {
      case LogQuery.Answered _ -> observed(pages, window, found);
      case LogQuery.Failed failed when left.isUsedUp() -> Observation.missing(failed.why());
      case LogQuery.Failed failed ->
          switch (first(pages, window).page()) {
            case Missing<Page>(var why) ->
                unread(pages, why, context, window, Allowance.after(Allowance.CALLS, 0));
            case Observed<Page>(var page, _, _) ->
                readOn(pages, page, window, left.less()).map(logs -> logs.with(failed));
          };
    };
  }

  private static String group(@Nullable LogSettings log, Guess guess) {
    return log == null ? guess.pages().group() : log.group();
  }

  private Observation<LogEvidence> read(
      Guess first, Context context, Window window, Allowance allowance) {
    return switch (first.page()) {
      case Missing<Page>(var why) -> unread(first.pages(), why, context, window, allowance);
      case Observed<Page>(var page, _, _) -> {
        Observation<LogEvidence> read =
            holdsTooMany(first, context.metrics())
                ? query(first.pages(), page, context, window, allowance)
                : readOn(first.pages(), page, window, allowance);
        yield explained(first.pages(), read, context, window, allowance);
      }
    };
  }

  /** A query, or as many pages as the allowance has where that fails or would cost too much. */
  private Observation<LogEvidence> query(
      LogPages pages, Page page, Context context, Window window, Allowance allowance) {
    Found found = found(pages, context, window, allowance);
    int spent = queryCalls();
    return switch (found.query()) {
      case LogQuery.Answered _ -> observed(pages, window, found);
      case LogQuery.Failed failed ->
          readOn(pages, page, window, allowance.less(spent, spent)).map(logs -> logs.with(failed));
    };
  }

  /** What a query found, if the calls suffice to make it. */
  private Found found(LogPages pages, Context context, Window window, Allowance allowance) {
    Double measured = pages.isOwnGroup() ? context.logBytes() : null;
    int calls = allowance.calls() - (measured == null ? 1 : 0);
    if (calls < LogQueries.FEWEST_CALLS) {
      return Found.nothing(new LogQuery.Failed(LogGaps.noCallLeftToQuery(pages.group())));
    }
    return switch (bytes(pages, measured)) {
      case Missing<Long>(var why) -> Found.nothing(new LogQuery.Failed(why));
      case Observed<Long>(var bytes, _, _) ->
          new LogQueries(clients, asker).read(pages, window, context.metrics(), bytes, calls);
    };
  }

  private int queryCalls() {
    return asker.calls(AwsCall.DESCRIBE_LOG_GROUPS)
        + asker.calls(AwsCall.START_QUERY)
        + asker.calls(AwsCall.GET_QUERY_RESULTS)
        + asker.calls(AwsCall.STOP_QUERY);
  }

  private Observation<LogEvidence> observed(LogPages pages, Window window, Found found) {
    return Observation.of(
        new LogEvidence(
            pages.group(),
            window,
            found.executions(),
            found.complete(),
            DownstreamThrottle.in(found.events(), found.executions()),
            found.query()),
        Source.LOGS,
        asker.now());
  }

  /** What a query would scan at most: what came in by the metrics, else what the group holds. */
  private Observation<Long> bytes(LogPages pages, @Nullable Double measured) {
    return measured == null
        ? groups.find(pages.group()).map(Group::storedBytes)
        : Observation.of(Math.round(measured), Source.METRICS, asker.now());
  }

  private Observation<LogEvidence> readOn(
      LogPages pages, Page page, Window window, Allowance allowance) {
    return ask(pages, sent -> new LogScan(pages, window, sent, sideBySide).readOn(page, allowance));
  }

  /** A group without pages may be queried; that it isn't there, or why, is worth to be known. */
  private Observation<LogEvidence> unread(
      LogPages pages, Gap why, Context context, Window window, Allowance allowance) {
    return switch (why.kind()) {
      case NOT_FOUND -> Observation.missing(LogGaps.noGroup(pages.group(), context.executions()));
      case NOT_RECORDED, FAILED -> otherClass(pages, why, context, window, allowance);
      case ACCESS_DENIED, CREDENTIALS, UNREACHABLE, THROTTLED, INCOMPLETE ->
          Observation.missing(why);
    };
  }

  /** What AWS answers for a class without pages isn't documented, so the class is looked up. */
  private Observation<LogEvidence> otherClass(
      LogPages pages, Gap why, Context context, Window window, Allowance allowance) {
    if (allowance.isUsedUp()) {
      return Observation.missing(why);
    }
    return switch (groups.find(pages.group())) {
      case Missing<Group>(var gap) ->
          Observation.missing(gap.kind() == Gap.Kind.ACCESS_DENIED ? gap : why);
      case Observed<Group>(var group, _, _) ->
          switch (group.logClass()) {
            case "INFREQUENT_ACCESS" -> queryAlone(pages, group, context, window, allowance.less());
            case "DELIVERY" -> Observation.missing(LogGaps.delivery(pages.group()));
            default -> Observation.missing(why);
          };
    };
  }

  /** There are no pages to read where the query fails; what it cost stays known. */
  private Observation<LogEvidence> queryAlone(
      LogPages pages, Group group, Context context, Window window, Allowance allowance) {
    if (allowance.calls() < LogQueries.FEWEST_CALLS) {
      return Observation.missing(LogGaps.noCallLeftToQuery(pages.group()));
    }
    Found found =
        new LogQueries(clients, asker)
            .read(pages, window, context.metrics(), group.storedBytes(), allowance.calls());
    return found.query() instanceof LogQuery.Failed failed && failed.costUsd() == 0
        ? Observation.missing(failed.why())
        : observed(pages, window, found);
  }

  /** That executions left no line needs an explanation. */
  private Observation<LogEvidence> explained(
      LogPages pages,
      Observation<LogEvidence> read,
      Context context,
      Window window,
      Allowance allowance) {
    LogEvidence logs = read.value().orElse(null);
    if (logs == null || !logs.complete() || !logs.invocations().isEmpty()) {
      return read;
    }
    if (context.executions() == 0 || context.hidesSuccess()) {
      return read;
    }
    return Observation.missing(
        LogGaps.noLines(
            pages.group(),
            context.executions(),
            allowance.isUsedUp() ? null : groups.find(pages.group()).value().orElse(null),
            window));
  }

  /** Reads a log group that is known for certain, as often as it takes, page by page. */
  Observation<LogEvidence> again(FunctionSettings function, Window window) {
    LogPages pages = new LogPages(clients, function.name(), function.logs().group());
    return ask(
        pages,
        sent ->
            new LogScan(pages, window, sent, sideBySide)
                .readOn(pages.read(window, null, sent), Allowance.AGAIN.less()));
  }

  private <T> Observation<T> ask(LogPages pages, Function<Transmission, T> question) {
    return asker.ask(AwsCall.FILTER_LOG_EVENTS, pages.group(), Source.LOGS, question);
  }
}
