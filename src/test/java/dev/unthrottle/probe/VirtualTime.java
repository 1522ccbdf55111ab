package dev.unthrottle.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that only pauses move, and what is due on the way. */
final class VirtualTime implements InstantSource, Pause {

  static final Instant BEGINNING = Instant.parse("2026-11-22T12:00:00Z");

  private record Due(Instant when, long order, Runnable what) {}

  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparing(Due::when).thenComparingLong(Due::order));
  private Instant now = BEGINNING;
  private long scheduled;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void sleep(Duration length) throws InterruptedException {
    pass(length);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  void at(Instant when, Runnable what) {
    agenda.add(new Due(when, scheduled++, what));
  }

  void pass(Duration length) {
    passUntil(now.plus(length));
  }

  void passUntil(Instant until) {
    while (!agenda.isEmpty() && !agenda.peek().when().isAfter(until)) {
      Due due = agenda.remove();
      now = due.when().isAfter(now) ? due.when() : now;
      due.what().run();
    }
    now = until;
  }

  Duration passed() {
    return Duration.between(BEGINNING, now);
  }
}
