package dev.unthrottle.sweep;

import static dev.unthrottle.simulation.Invocation.EVENT_SOURCE;

import dev.unthrottle.client.Client;
import dev.unthrottle.sandbox.Replay;
import dev.unthrottle.sandbox.Replay.Held;
import dev.unthrottle.sandbox.Replay.Refusal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is true of a scenario from what was played: which limit refused an attempt, and
 * for whom the executions ran that held the slots then. It knows nothing of how a diagnosis argues.
 */
final class Oracle {

  private static final Duration DEFAULT_WINDOW = Duration.ofHours(24);
  private static final Pattern THROTTLE = Pattern.compile("Throttl|TooManyRequests|Throughput");

  private static final String SELF = "client-timeout-self-collision";
  private static final String HANGS = "function-timeout-holds-slot";
  private static final String QUEUE = "event-source-takes-all";
  private static final String PROVISIONED = "provisioned-takes-all";
  private static final String ZERO = "reserved-concurrency-zero";

  private final SweptScenario scenario;
  private final Replay replay;
  private final Client suspect;
  private final String function;
  private final Duration from;
  private final Shares ofSuspect = new Shares();
  private final Shares ofAll = new Shares();
  private final Shares ofPasted = new Shares();
  private final Set<String> elsewhere = new HashSet<>();
  private boolean harmed;

  private Oracle(SweptScenario scenario) {
    this.scenario = scenario;
    this.replay = scenario.replay();
    this.suspect = scenario.suspect().client();
    this.function = scenario.function();
    Duration window = scenario.scenario().question().window();
    this.from = replay.length().minus(Objects.requireNonNullElse(window, DEFAULT_WINDOW));
  }

  /** The truth about what happened in the window that is looked at. */
  static Truth of(SweptScenario scenario) {
    Oracle oracle = new Oracle(scenario);
    oracle.replay.eachRefusal(oracle::refused);
    return oracle.truth();
  }

  private Truth truth() {
    List<Replay.Call> calls =
        replay.calls().stream()
            .filter(call -> suspect.equals(call.client()) && call.function().equals(function))
            .filter(call -> call.at().compareTo(from) >= 0)
            .toList();
    return new Truth(
        ofSuspect.shares(),
        ofAll.shares(),
        ofPasted.shares(),
        ofAll.crowded(),
        otherwise(),
        ofSuspect.count(),
        ofAll.count(),
        (int) calls.stream().filter(call -> call.executions() > 1).count(),
        calls.size(),
        harmed
            || calls.stream()
                .filter(call -> call.ended().compareTo(replay.executionsShown()) < 0)
                .anyMatch(call -> call.executions() > 1));
  }

  private void refused(Refusal refusal, List<Held> holders) {
    if (!refusal.function().equals(function) || refusal.at().compareTo(from) < 0) {
      return;
    }
    if (!refusal.why().countsAsThrottle()) {
      elsewhere.add("caller-rate-exceeded"); // the function's metrics know nothing of it
      harmed |= isShown(refusal) && suspect.equals(refusal.client());
      return;
    }
    ofAll.add(refusal, holders, this::causes);
    if (scenario.error() != null && Objects.equals(scenario.error().call(), refusal.call())) {
      ofPasted.add(refusal, holders, this::causes);
    }
    if (suspect.equals(refusal.client())) {
      harmed |= isShown(refusal);
      ofSuspect.add(refusal, holders, this::causes);
    }
  }

  private boolean isShown(Refusal refusal) {
    return refusal.at().compareTo(replay.refusalsShown()) < 0;
  }

  /** What may be named for a refusal, as far as one of the holders is concerned. */
  private Set<String> causes(Refusal refusal, @Nullable Held holder) {
    return switch (refusal.why()) {
      case INVOCATION_RATE, RESERVED_INVOCATION_RATE -> Set.of("invocation-rate-exceeded");
      case SCALING_RATE -> Set.of("scaling-rate-exceeded");
      case RESERVED_CONCURRENCY ->
          holder == null
              ? noSlotAtAll(refusal)
              : held(refusal, holder, "reserved-concurrency-saturated");
      case ACCOUNT_CONCURRENCY -> {
        String full = "account-concurrency-exhausted";
        Set<String> causes =
            holder == null ? new HashSet<>() : new HashSet<>(held(refusal, holder, full));
        causes.add(full); // it is true of every such refusal, whoever holds the slots
        yield causes;
      }
      case CALLER_RATE, ON_DEMAND, PROVISIONED, SPILLED_OVER ->
          throw new IllegalArgumentException("No limit of the function's refused: " + refusal);
    };
  }

  private Set<String> noSlotAtAll(Refusal refusal) {
    if (Objects.equals(replay.reserved(function), 0)) {
      return Set.of(ZERO);
    }
    return refusal.qualifier() == null
        ? Set.of(PROVISIONED)
        : Set.of("reserved-concurrency-saturated");
  }

  private Set<String> held(Refusal refusal, Held holder, String full) {
    boolean own = holder.call() == refusal.call();
    boolean suspects = suspect.equals(holder.client());
    Set<String> causes = new HashSet<>();
    if (!holder.function().equals(function)) {
      return Set.of(full);
    }
    if (holder.cutOff()) {
      causes.add(HANGS);
    }
    if (suspects && (own || holder.isRetry())) {
      causes.add(SELF);
    }
    if (holder.invocation() == EVENT_SOURCE) {
      causes.add(QUEUE);
    } else if (!own && !holder.hung()) {
      causes.add(full);
    }
    return causes;
  }

  /** Causes that are there whether anybody was refused for them in the window or not. */
  private Set<String> otherwise() {
    Set<String> causes = new HashSet<>(elsewhere);
    Optional.ofNullable(scenario.error()).map(DrawnError::elsewhere).ifPresent(causes::add);
    String raised = replay.raised(function);
    if (raised != null && THROTTLE.matcher(raised).find()) {
      causes.add("downstream-throttle");
    }
    Integer reserved = replay.reserved(function);
    if (reserved != null && reserved == 0) {
      causes.add(ZERO);
    } else if (reserved != null && replay.leftOnDemand(function) == 0) {
      causes.add(PROVISIONED);
    }
    return causes;
  }
}
