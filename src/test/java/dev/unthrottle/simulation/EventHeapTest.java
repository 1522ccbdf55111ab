package dev.unthrottle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventHeapTest {

  private record Event(long nanos, EventKind kind, int index, int sequence) {}

  @Test
  void atOneInstant_slotsComeBackFirst_thenOrderOfSchedulingCounts() {
    EventHeap heap = new EventHeap();
    heap.push(5, EventKind.REQUEST_ARRIVES, 2);
    heap.push(5, EventKind.REQUEST_ARRIVES, 1);
    heap.push(5, EventKind.SLOT_RETURNED, EventHeap.MAX_INDEX - 1);
    heap.push(4, EventKind.CALL_EXPIRES, 3);

    assertNext(heap, new Event(4, EventKind.CALL_EXPIRES, 3, 0));
    assertNext(heap, new Event(5, EventKind.SLOT_RETURNED, EventHeap.MAX_INDEX - 1, 0));
    assertNext(heap, new Event(5, EventKind.REQUEST_ARRIVES, 2, 0));
    assertNext(heap, new Event(5, EventKind.REQUEST_ARRIVES, 1, 0));
    assertThat(heap.next()).isFalse();
  }

  @Test
  void anEventInThePast_isRefused() {
    EventHeap heap = new EventHeap();
    heap.push(5, EventKind.CALL_MADE, 0);
    heap.next();

    assertThatThrownBy(() -> heap.push(4, EventKind.CALL_MADE, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Virtual time runs forward and ends after 292 years."
                + " Found: CALL_MADE at 4 ns, after 5 ns");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theHeap_ordersLikeAPriorityQueue(long seed) {
    // Few different times, so that ties are common; more than 1,024 pending, so that it grows.
    SplittableRandom random = new SplittableRandom(seed);
    List<EventKind> kinds = List.of(EventKind.values());
    EventHeap heap = new EventHeap();
    PriorityQueue<Event> expected =
        new PriorityQueue<>(
            Comparator.comparingLong(Event::nanos)
                .thenComparing(Event::kind)
                .thenComparingInt(Event::sequence));
    for (int i = 0; i < 20_000; i++) {
      long nanos = heap.nanos() + random.nextInt(50);
      EventKind kind = kinds.get(random.nextInt(kinds.size()));
      heap.push(nanos, kind, i);
      expected.add(new Event(nanos, kind, i, i));
      if (random.nextInt(5) == 0) {
        assertNext(heap, expected.remove());
      }
    }
    while (!expected.isEmpty()) {
      assertNext(heap, expected.remove());
    }
    assertThat(heap.next()).isFalse();
  }

  private static void assertNext(EventHeap heap, Event event) {
    assertThat(heap.next()).isTrue();
    assertThat(heap.nanos()).isEqualTo(event.nanos());
    assertThat(heap.kind()).isEqualTo(event.kind());
    assertThat(heap.index()).isEqualTo(event.index());
  }
}
