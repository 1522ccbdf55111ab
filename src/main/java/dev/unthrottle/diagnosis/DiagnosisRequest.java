package dev.unthrottle.diagnosis;

import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.probe.ProbeRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to know.
 *
 * @param function which function
 * @param client the client that calls it; {@code null} to infer it from {@code error}, or to assume
 *     one
 * @param error the text that its user saw
 * @param caller who makes the call
 * @param window how far back logs and metrics are read
 * @param probe the probe to make; {@code null} to invoke nothing
 * @param idempotent whether the call may run more than once without harm
 * @param planOnly whether the probe is to be planned only
 */
public record DiagnosisRequest(
    FunctionRef function,
    @Nullable ClientConfiguration client,
    @Nullable String error,
    @Nullable CallerLimit caller,
    Duration window,
    @Nullable ProbeRequest probe,
    boolean idempotent,
    boolean planOnly) {

  /** Where no window is given. */
  public static final Duration DEFAULT_WINDOW = Duration.ofHours(24);

  /** Refuses a window that isn't positive. */
  public DiagnosisRequest {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("A window is longer than zero. Found: " + window);
    }
  }

  /** Whether answering it may invoke the function. */
  public boolean mayInvoke() {
    return probe != null && !planOnly;
  }

  /** The same request about another window. */
  public DiagnosisRequest within(Duration other) {
    return new DiagnosisRequest(
        function, client, error, caller, other, probe, idempotent, planOnly);
  }
}
