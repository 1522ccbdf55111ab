package dev.unthrottle.probe;

import org.jspecify.annotations.Nullable;

/**
 * The probe that a user asks for.
 *
 * @param last the last step; those before it come with it
 * @param payload the event for every invocation, JSON
 * @param maxInvocations the most executions that the user allows, or {@code null} for what the plan
 *     needs
 * @param allowExclusive whether the probe may take the function's last free slot
 */
public record ProbeRequest(
    ProbeStep last, String payload, @Nullable Integer maxInvocations, boolean allowExclusive) {

  /** Refuses a probe without invocations. */
  public ProbeRequest {
    if (maxInvocations != null && maxInvocations < 1) {
      throw new IllegalArgumentException(
          "A probe makes at least one invocation. Found: " + maxInvocations);
    }
  }

  /** Leaves the payload out: it may hold anybody's data. */
  @Override
  public String toString() {
    return "ProbeRequest[last=%s, maxInvocations=%s, allowExclusive=%s]"
        .formatted(last, maxInvocations, allowExclusive);
  }
}
