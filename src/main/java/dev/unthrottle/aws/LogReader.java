package dev.unthrottle.aws;

import dev.unthrottle.aws.LogGroups.Group;
import dev.unthrottle.aws.LogPages.Page;
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

    /** What the function's own log group took in, {@code null} where that is unknown. */
    @Nullable Double logBytes() {
      return metrics == null
              || metrics.points(Metric.LOG_BYTES).isEmpty()
              || metrics.partial().contains(Metric.LOG_BYTES)
          ? null
          : (Double) metrics.sum(Metric.LOG_BYTES);
    }

    boolean json() {
      return log != null && log.json();
    }

    /** Whether no line may mean that everything went well. */
    boolean hidesSuccess() {
      return log != null && log.hideSuccess();
    }
  }

  /** Reads on where the guess was right or nobody knows better; else reads the right log group. */
  Observation<LogEvidence> follow(
      Guess guess, Context context, Window window, Allowance allowance) {
    String group = context.log() == null ? guess.pages().group() : context.log().group();
    if (group.equals(guess.pages().group())) {
      return read(guess, context, window, allowance);
    }
    LogPages pages = new LogPages(clients, guess.pages().function(), group);
    return allowance.isUsedUp()
        ? Observation.missing(LogGaps.noCallLeft(group))
        : read(first(pages, window), context, window, allowance.less());
  }

  private Observation<LogEvidence> read(
      Guess first, Context context, Window window, Allowance allowance) {
    return switch (first.page()) {
      case Missing<Page>(var why) -> unread(first.pages(), why, context, window);
      case Observed<Page>(var page, _, _) -> {
        boolean tooMany = page.nextToken() != null && context.executions() > EXECUTIONS_IN_PAGES;
        Observation<LogEvidence> read =
            tooMany
                ? query(first.pages(), page, context, window, allowance)
                : readOn(first.pages(), page, window, allowance);
        yield explained(first.pages(), read, context, window);
      }
    };
  }

  /** A query, or as many pages as the allowance has where that fails or would cost too much. */
  private Observation<LogEvidence> query(
      LogPages pages, Page page, Context context, Window window, Allowance allowance) {
    Observation<LogEvidence> queried =
        switch (bytes(pages, context)) {
          case Missing<Long>(var why) -> Observation.missing(why);
          case Observed<Long>(var bytes, _, _) -> queries(context).read(pages, window, bytes);
        };
    return switch (queried) {
      case Observed<LogEvidence> _ -> queried;
      case Missing<LogEvidence>(var why) ->
          readOn(pages, page, window, allowance).map(logs -> logs.with(new LogQuery.Failed(why)));
    };
  }

  private LogQueries queries(Context context) {
    return new LogQueries(clients, asker, sideBySide, context.json());
  }

  /** What a query would scan at most: what came in by the metrics, else what the group holds. */
  private Observation<Long> bytes(LogPages pages, Context context) {
    Double measured = pages.isOwnGroup() ? context.logBytes() : null;
    return measured == null
        ? groups.find(pages.group()).map(Group::storedBytes)
        : Observation.of(Math.round(measured), Source.METRICS, asker.now());
  }

  private Observation<LogEvidence> readOn(
      LogPages pages, Page page, Window window, Allowance allowance) {
    return ask(pages, sent -> new LogScan(pages, window, sent, sideBySide).readOn(page, allowance));
  }

  /** A group without pages may be queried; that it isn't there, or why, is worth to be known. */
  private Observation<LogEvidence> unread(LogPages pages, Gap why, Context context, Window window) {
    return switch (why.kind()) {
      case NOT_FOUND -> Observation.missing(LogGaps.noGroup(pages.group(), context.executions()));
      case NOT_RECORDED, FAILED -> otherClass(pages, why, context, window);
      case ACCESS_DENIED, CREDENTIALS, UNREACHABLE, THROTTLED, INCOMPLETE ->
          Observation.missing(why);
    };
  }

  /** What AWS answers for a class without pages isn't documented, so the class is looked up. */
  private Observation<LogEvidence> otherClass(
      LogPages pages, Gap why, Context context, Window window) {
    return switch (groups.find(pages.group())) {
      case Missing<Group>(var gap) ->
          Observation.missing(gap.kind() == Gap.Kind.ACCESS_DENIED ? gap : why);
      case Observed<Group>(var group, _, _) ->
          switch (group.logClass()) {
            case "INFREQUENT_ACCESS" -> queries(context).read(pages, window, group.storedBytes());
            case "DELIVERY" -> Observation.missing(LogGaps.delivery(pages.group()));
            default -> Observation.missing(why);
          };
    };
  }

  /** That executions left no line needs an explanation. */
  private Observation<LogEvidence> explained(
      LogPages pages, Observation<LogEvidence> read, Context context, Window window) {
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
            groups.find(pages.group()).value().orElse(null),
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
