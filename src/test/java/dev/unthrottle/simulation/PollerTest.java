package dev.unthrottle.simulation;

import static dev.unthrottle.simulation.Plans.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How an event source mapping takes batches from its queue. */
class PollerTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Poller poller = new Poller(new Polling(Polling.MOST, Polling.VISIBILITY), 0);

  @Test
  void aFullQueue_isTakenFiveAtOnce_andFiveMoreASecond() {
    arrive(100);

    // 300 a minute more are 5 a second: 5 at first, 5 + 5 x 4 = 25 after 4 s.
    assertThat(begun(0)).isEqualTo(5);
    assertThat(begun(4 * SECOND)).isEqualTo(20);
  }

  @Test
  void maximumConcurrency_isNeverPassed() {
    Poller two = new Poller(new Polling(2, Polling.VISIBILITY), 0);
    for (int i = 0; i < 10; i++) {
      two.batchArrives(0);
    }

    assertThat(begun(two, 0)).isEqualTo(2);
    assertThat(begun(two, 60 * SECOND)).isZero();
    two.batchEnds();
    assertThat(begun(two, 60 * SECOND)).isEqualTo(1);
  }

  @Test
  void aQueueThatWasEmpty_beginsAnew() {
    arrive(1);
    assertThat(begun(0)).isEqualTo(1);
    poller.batchEnds();

    // An hour of nothing to do is not an hour of growth.
    for (int i = 0; i < 10; i++) {
      poller.batchArrives(3600 * SECOND);
    }
    assertThat(begun(3600 * SECOND)).isEqualTo(5);
  }

  @Test
  void aRefusal_holdsThePollerBack() {
    arrive(10);
    assertThat(begun(0)).isEqualTo(5);
    poller.batchRefused(0);

    // 4 run; 5 a second more: the next may try after 1/5 s.
    assertThat(begun(SECOND / 10)).isZero();
    assertThat(begun(SECOND / 5)).isEqualTo(1);
  }

  @Test
  void batches_holdOneSlotEach_andRefusedOnesComeBack() {
    // One slot; a batch each 10 s, of 1 s. A client takes the slot from 15 s to 25 s, so the batch
    // of
    // 20 s is refused, and comes back at 20 + 32 = 52 s, when the one of 50 s is done.
    Caller batches = Caller.polled("f", new Polling(2, seconds(32)), Load.calls(6, seconds(10)));
    Caller client =
        new Caller("g", Plans.patientWithoutRetries(), Load.once()).beginning(seconds(15));
    SimulationRun run =
        Simulation.run(
            new SimulationPlan(
                1,
                Map.of(),
                Map.of(),
                List.of(
                    FunctionModel.steady("f", seconds(1), seconds(60)),
                    FunctionModel.steady("g", seconds(10), seconds(60))),
                List.of(batches, client),
                Network.NONE,
                100),
            1);

    assertThat(run.timeline().executions())
        .extracting(Execution::start)
        .containsExactly(
            seconds(0),
            seconds(10),
            seconds(15),
            seconds(30),
            seconds(40),
            seconds(50),
            seconds(20 + 32));
    assertThat(run.byCaller().getFirst().refusals()).isEqualTo(1);
  }

  private void arrive(int batches) {
    for (int i = 0; i < batches; i++) {
      poller.batchArrives(0);
    }
  }

  private int begun(long now) {
    return begun(poller, now);
  }

  private static int begun(Poller poller, long now) {
    int begun = 0;
    while (poller.tryBegin(now)) {
      begun++;
    }
    return begun;
  }
}
