package dev.unthrottle.aws;

import dev.unthrottle.aws.LogPages.Page;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Observation.Missing;
import dev.unthrottle.evidence.Observation.Observed;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Window;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Reads what a function's log group tells about a window, with a bounded number of calls. */
final class LogReader {

  /** With the six that settings and metrics need at most, ten calls make a diagnosis. */
  static final int MAX_CALLS = 4;

  private final AwsClients clients;
  private final Asker asker;
  private final Executor sideBySide;

  LogReader(AwsClients clients, Asker asker, Executor sideBySide) {
    this.clients = clients;
    this.asker = asker;
    this.sideBySide = sideBySide;
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
    LogPages pages = new LogPages(clients, function, SettingsReader.defaultLogGroup(function));
    return new Guess(pages, ask(pages, sent -> pages.read(window, null, sent)));
  }

  /** Reads on where the guess was right or nobody knows better; else reads the right log group. */
  Observation<LogEvidence> follow(
      Guess guess, Observation<FunctionSettings> settings, Window window) {
    LogPages guessed = guess.pages();
    String group = settings.value().map(known -> known.logs().group()).orElse(guessed.group());
    if (!group.equals(guessed.group())) {
      return read(new LogPages(clients, guessed.function(), group), window, MAX_CALLS - 1);
    }
    return switch (guess.page()) {
      case Missing<Page>(var why) -> Observation.missing(why);
      case Observed<Page>(var page, _, _) ->
          ask(guessed, sent -> scan(guessed, window, sent).readOn(page, MAX_CALLS - 1));
    };
  }

  /** Reads a log group that is known for certain. */
  Observation<LogEvidence> read(FunctionSettings function, Window window) {
    LogPages pages = new LogPages(clients, function.name(), function.logs().group());
    return read(pages, window, MAX_CALLS);
  }

  private Observation<LogEvidence> read(LogPages pages, Window window, int calls) {
    return ask(
        pages, sent -> scan(pages, window, sent).readOn(pages.read(window, null, sent), calls - 1));
  }

  private LogScan scan(LogPages pages, Window window, Transmission sent) {
    return new LogScan(pages, window, sent, sideBySide);
  }

  private <T> Observation<T> ask(LogPages pages, Function<Transmission, T> question) {
    return asker.ask(AwsCall.FILTER_LOG_EVENTS, pages.group(), Source.LOGS, question);
  }
}
