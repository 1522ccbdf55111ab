package dev.unthrottle.probe;

import dev.unthrottle.client.Client;
import dev.unthrottle.simulation.Timeline;
import java.time.Instant;
import java.util.List;

/**
 * What happened in one step of a probe.
 *
 * @param step which step
 * @param origin the time that the timeline is measured from
 * @param client the client whose settings were played
 * @param timeline the attempts, and the executions that the logs show for them
 * @param executionsKnown whether the logs were read far enough to know every execution; otherwise
 *     some may be missing
 * @param requestTimes how long its answered attempts took, in their order
 */
public record StepRecord(
    ProbeStep step,
    Instant origin,
    Client client,
    Timeline timeline,
    boolean executionsKnown,
    List<RequestTime> requestTimes) {

  /** Copies the list. */
  public StepRecord {
    requestTimes = List.copyOf(requestTimes);
  }
}
