package dev.unthrottle.probe;

import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Reservation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that a probe must satisfy before its first invocation. Each one that it breaks is a
 * sentence: the rule, the value found, and what to do. What provisioned concurrency takes of the
 * slots is no rule's matter.
 */
final class SafetyRules {

  private final ProbeRequest request;
  private final Evidence evidence;
  private final Headroom headroom;

  SafetyRules(ProbeRequest request, Evidence evidence, Headroom headroom) {
    this.request = request;
    this.evidence = evidence;
    this.headroom = headroom;
  }

  /** The rules that forbid a probe of so many invocations on so many slots; empty if none does. */
  List<String> forbidding(int mostInvocations, int mostSlots) {
    Optional<String> switchedOff = switchedOff();
    return Stream.of(
            settingsUnknown(),
            switchedOff,
            durable(),
            aboveUsersBound(mostInvocations),
            switchedOff.isPresent() ? Optional.<String>empty() : exclusive(mostSlots))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> settingsUnknown() {
    return evidence
        .settings()
        .gap()
        .map(gap ->
            "A probe needs the function's timeout to know how long a slot may be held, and %s"
                    .formatted(unknown("it", gap))
                + " Nothing is invoked.");
  }

  private Optional<String> switchedOff() {
    return evidence
        .reservation()
        .value()
        .filter(Reservation.of(0)::equals)
        .map(zero ->
            "A function with reserved concurrency 0 is switched off and is never invoked."
                + " Found: reserved concurrency 0. Raise or remove the reservation before"
                + " probing.");
  }

  /** An invocation of it would begin an execution that may go on for up to a year. */
  private Optional<String> durable() {
    return evidence
        .settings()
        .value()
        .map(function -> function.hosting().durable())
        .map(longest ->
            "A durable function is never invoked to probe for throttling, because one invocation"
                + " begins an execution that goes on over many. Found: executions of up to %s."
                    .formatted(longest)
                + " Diagnose it without a probe, or probe a copy that isn't durable.");
  }

  private Optional<String> aboveUsersBound(int mostInvocations) {
    return Optional.ofNullable(request.maxInvocations())
        .filter(bound -> bound < mostInvocations)
        .map(bound ->
            "The steps up to %s can invoke the function %d times, and at most %d are allowed."
                    .formatted(request.last().id(), mostInvocations, bound)
                + " Allow %d invocations, or ask for fewer steps.".formatted(mostInvocations));
  }

  /**
   * What takes the last free slot, or may do so for all one can see, has to be allowed. Where it is
   * allowed and no slot is free, the first measurement is refused and the probe stops there: that
   * takes nothing from anybody, and it proves the saturation.
   */
  private Optional<String> exclusive(int mostSlots) {
    if (request.allowExclusive()) {
      return Optional.empty();
    }
    Integer limit = headroom.limit();
    Integer free = headroom.free();
    if (limit == null) {
      return Optional.of(limitUnknown());
    }
    if (free == null) {
      return Optional.of(usageUnknown(limit));
    }
    return headroom.leavesOneFreeBeside(mostSlots)
        ? Optional.empty()
        : Optional.of(lastSlot(mostSlots, free, limit));
  }

  private String limitUnknown() {
    return "A probe must not take a function's last free slot, and %s"
            .formatted(unknown("the function's concurrency limit", limitGaps()))
        + " Or allow it to take the last slot (allowExclusive).";
  }

  private String usageUnknown(int limit) {
    return "A probe must not take a function's last free slot, and %s"
            .formatted(
                unknown(
                    "how many of its %d are in use".formatted(limit),
                    gaps(evidence.logs(), evidence.metrics())))
        + " Or allow it to take the last slot (allowExclusive).";
  }

  private static String lastSlot(int mostSlots, int free, int limit) {
    return "A probe must not take a function's last free slot. Found: %d of %d free, and it needs"
            .formatted(free, limit)
        + " up to %d.".formatted(mostSlots)
        + (free == 0
            ? " Wait until one is free, or allow the attempt (allowExclusive): while none is free"
                + " it is refused, and the probe stops there."
            : " Allow it (allowExclusive) at a time when nobody else needs the function.");
  }

  private List<Gap> limitGaps() {
    List<Gap> reservation = gaps(evidence.reservation());
    return reservation.isEmpty() ? gaps(evidence.account()) : reservation;
  }

  private static List<Gap> gaps(Observation<?>... observations) {
    return Stream.of(observations).map(Observation::gap).flatMap(Optional::stream).toList();
  }

  private static String unknown(String what, Gap gap) {
    return unknown(what, List.of(gap));
  }

  /** That something is unknown, why, and which permission would help. */
  private static String unknown(String what, List<Gap> gaps) {
    String why = gaps.stream().map(Gap::why).collect(Collectors.joining(" "));
    String actions =
        gaps.stream()
            .filter(gap -> gap.kind() == Gap.Kind.ACCESS_DENIED)
            .map(Gap::iamAction)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" or "));
    return "%s is unknown%s%s"
        .formatted(
            what,
            why.isEmpty() ? "." : ": " + why,
            actions.isEmpty() ? "" : " The permission %s would tell.".formatted(actions));
  }
}
