package dev.unthrottle.aws;

import dev.unthrottle.aws.LogPages.Page;
import dev.unthrottle.evidence.DownstreamThrottle;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvent;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.PlatformLog;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One reading of a window of logs, from its first page on.
 *
 * <p>CloudWatch Logs gives events oldest first. One page is enough for most functions. Where it
 * isn't, reading on page by page would spend every call on the oldest part of the window, while the
 * question is nearly always about what has just happened. So the remaining calls go to slices of
 * the window's end, side by side, each as long as one page can probably hold; and what is found
 * says which part of the window it speaks of.
 */
final class LogScan {

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final LogPages pages;
  private final Window window;
  private final Transmission sent;
  private final Executor sideBySide;

  LogScan(LogPages pages, Window window, Transmission sent, Executor sideBySide) {
    this.pages = pages;
    this.window = window;
    this.sent = sent;
    this.sideBySide = sideBySide;
  }

  /**
   * Everything that the allowance can find out. An empty page tells nothing except where to go on.
   */
  LogEvidence readOn(Page first, Allowance allowance) {
    Page page = first;
    Allowance left = allowance;
    while (page.reached() == null && page.nextToken() != null && !left.isUsedUp()) {
      page = pages.read(window, page.nextToken(), sent);
      left = left.less();
    }
    if (page.nextToken() == null) {
      return evidence(window, page.events());
    }
    return page.reached() == null
        ? new LogEvidence(pages.group(), window, List.of(), false)
        : readEnd(page, page.reached(), left.isUsedUp() ? 0 : left.calls());
  }

  private LogEvidence readEnd(Page first, Instant reached, int calls) {
    Slice beginning = new Slice(window, first);
    List<Slice> newestFirst = calls == 0 ? List.of() : readSlices(slices(reached, calls));
    List<LogEvent> events = new ArrayList<>();
    Instant from = window.to();
    for (Slice slice : newestFirst) {
      if (!slice.isWhole()) {
        break;
      }
      events.addAll(0, slice.events());
      from = slice.window().from();
    }
    if (from.equals(reached)) {
      events.addAll(0, beginning.eventsRead());
      return evidence(window, events);
    }
    if (from.isBefore(window.to())) {
      return evidence(new Window(from, window.to()), events);
    }
    Slice best =
        newestFirst.isEmpty() || newestFirst.getFirst().reached() == null
            ? beginning
            : newestFirst.getFirst();
    return evidence(best.windowRead(), best.eventsRead());
  }

  /** The end of the window in so many slices at most, newest first, in whole milliseconds. */
  private List<Window> slices(Instant reached, int count) {
    Duration rest = Duration.between(reached, window.to());
    Duration share = rest.plus(MILLISECOND.multipliedBy(count)).dividedBy(count);
    Duration fits = Duration.between(window.from(), reached).multipliedBy(3).dividedBy(4);
    Duration shorter = share.compareTo(fits) < 0 ? share : fits;
    Duration length = Duration.ofMillis(Math.max(1, shorter.toMillis()));
    List<Window> slices = new ArrayList<>();
    Instant to = window.to();
    while (slices.size() < count && reached.isBefore(to)) {
      Instant from = Instant.ofEpochMilli(to.minus(length).toEpochMilli());
      from = from.isBefore(reached) ? reached : from;
      slices.add(new Window(from, to));
      to = from;
    }
    return slices;
  }

  private List<Slice> readSlices(List<Window> slices) {
    return slices.stream()
        .map(slice -> CompletableFuture.supplyAsync(() -> readSlice(slice), sideBySide))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  /** A slice that can't be read shortens what is known, and no more than that. */
  private Slice readSlice(Window slice) {
    try {
      return new Slice(slice, pages.read(slice, null, sent));
    } catch (SdkException unread) {
      return new Slice(slice, null);
    }
  }

  private LogEvidence evidence(Window read, List<LogEvent> events) {
    List<Invocation> executions = PlatformLog.invocations(events);
    return new LogEvidence(
        pages.group(),
        read,
        executions,
        read.equals(window),
        DownstreamThrottle.in(events, executions));
  }

  /** A part of the window, and the one page that was read of it. */
  private record Slice(Window window, @Nullable Page page) {

    boolean isWhole() {
      return page != null && page.nextToken() == null;
    }

    List<LogEvent> events() {
      return page == null ? List.of() : page.events();
    }

    @Nullable Instant reached() {
      return page == null ? null : page.reached();
    }

    /** The part that was certainly read: up to the last event, but without its millisecond. */
    Window windowRead() {
      Instant end = reached();
      Instant least = window.from().plus(MILLISECOND);
      return new Window(window.from(), end == null || end.isBefore(least) ? least : end);
    }

    List<LogEvent> eventsRead() {
      Instant end = windowRead().to();
      return events().stream().filter(event -> event.timestamp().isBefore(end)).toList();
    }
  }
}
