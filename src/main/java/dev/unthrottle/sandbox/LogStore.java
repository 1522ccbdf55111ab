package dev.unthrottle.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * CloudWatch Logs' memory. Events may be written ahead of their time: nobody finds them before they
 * have happened and the delay has passed. Thread-safe.
 */
final class LogStore {

  /**
   * One event.
   *
   * @param timestamp its time, to the millisecond
   * @param sequence its place among all events
   * @param stream its log stream
   * @param message its text
   */
  record Event(Instant timestamp, long sequence, String stream, String message)
      implements Comparable<Event> {

    private static final Comparator<Event> ORDER =
        Comparator.comparing(Event::timestamp).thenComparingLong(Event::sequence);

    @Override
    public int compareTo(Event other) {
      return ORDER.compare(this, other);
    }
  }

  private final InstantSource clock;
  private final LogsSpec spec;
  private final Map<String, NavigableSet<Event>> groups = new ConcurrentSkipListMap<>();
  private final AtomicLong sequence = new AtomicLong();

  LogStore(InstantSource clock, LogsSpec spec) {
    this.clock = clock;
    this.spec = spec;
  }

  /** Writes an event; the group comes into being with its first one. */
  void write(String group, String stream, Instant at, String message) {
    Instant timestamp = Instant.ofEpochMilli(at.toEpochMilli());
    groups
        .computeIfAbsent(group, name -> new ConcurrentSkipListSet<>())
        .add(new Event(timestamp, sequence.incrementAndGet(), stream, message));
  }

  /** The names of the groups that exist by now. */
  List<String> groups() {
    return groups.keySet().stream().filter(this::exists).toList();
  }

  /** Whether something was ever written to that group. */
  boolean exists(String group) {
    return !created(group).isAfter(clock.instant());
  }

  /** The time of a group's first event, which brought it into being. */
  Instant created(String group) {
    NavigableSet<Event> events = groups.get(group);
    return events == null ? Instant.MAX : events.first().timestamp();
  }

  /** The events of a group that can be found by now, the oldest first. */
  Stream<Event> events(String group) {
    NavigableSet<Event> events = groups.get(group);
    if (events == null) {
      return Stream.empty();
    }
    Instant newest = clock.instant().minus(spec.delay());
    Instant oldest = oldest();
    return newest.isBefore(oldest)
        ? Stream.empty()
        : events
            .subSet(
                new Event(oldest, 0, "", ""), true, new Event(newest, Long.MAX_VALUE, "", ""), true)
            .stream();
  }

  /** When an event reached CloudWatch Logs. */
  Instant ingested(Event event) {
    return event.timestamp().plus(spec.delay());
  }

  /** How all groups keep their lines. */
  LogsSpec spec() {
    return spec;
  }

  /** Anything before it is deleted. */
  private Instant oldest() {
    Integer days = spec.retentionDays();
    return days == null ? Instant.EPOCH : clock.instant().minus(Duration.ofDays(days));
  }
}
