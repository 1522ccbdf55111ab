package dev.unthrottle.simulation;

import static dev.unthrottle.simulation.Plans.CLI_V2_PRE_2026;
import static dev.unthrottle.simulation.Plans.FUNCTION;
import static dev.unthrottle.simulation.Plans.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationMemoryTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void tenTimesTheCalls_needNoMoreMemory() {
    // 20,000 and 200,000 calls at one rate. The second run has 180,000 calls more with about 4
    // events each; if each event allocated the smallest object, 16 bytes, that were 11 MB. The
    // tables may be a little longer, because a longer run has a higher peak.
    allocatedBy(1_000);
    long few = allocatedBy(1_000);
    long many = allocatedBy(10_000);

    assertThat(many - few).isLessThan(200_000);
  }

  private static long allocatedBy(double length) {
    SimulationPlan plan =
        new SimulationPlan(
            1000,
            Map.of(FUNCTION, 50),
            Map.of(),
            List.of(
                new FunctionModel(
                    FUNCTION,
                    Durations.logNormal(seconds(1.5), seconds(70)),
                    seconds(900),
                    seconds(1),
                    0.1)),
            List.of(new Caller(FUNCTION, CLI_V2_PRE_2026, Load.poisson(20, seconds(length)))),
            new Network(seconds(0.01), seconds(0.03)),
            0);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Tally tally = Simulation.run(plan, 1).tally();
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(tally.refusals()).isPositive();
    assertThat(tally.ghosts()).isPositive();
    return allocated;
  }
}
