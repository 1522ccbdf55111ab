package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.diagnosis.casefile.Hangs;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.ClientLife;
import dev.unthrottle.simulation.Erlang;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import dev.unthrottle.simulation.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every recommendation has to satisfy, checked one by one. */
final class AdviceRules {

  private static final int CALLS = 40;

  /** The shortest limit within which an event can be handed over with a connect timeout of 3 s. */
  private static final Duration LONG_ENOUGH_TO_HAND_OVER = Duration.ofSeconds(13);

  private final AdviceCase given;
  private final CaseFile file;
  private final Prescription prescription;
  private final Recommendation advice;
  private final Client waiting;
  private final List<String> broken = new ArrayList<>();

  private AdviceRules(AdviceCase given, CaseFile file, Prescription prescription) {
    this.given = given;
    this.file = file;
    this.prescription = prescription;
    this.advice = prescription.recommendation();
    this.waiting = prescription.patient();
  }

  /** The rules that the advice for a case breaks. */
  static List<String> brokenBy(AdviceCase given) {
    CaseFile file = given.file();
    Optional<Prescription> prescription =
        Advisor.advise(file, given.measurements())
            .flatMap(it -> Prescription.of(it, file, given.caller(), Cases.CATALOG, given.seed()));
    if (prescription.isEmpty()) {
      return List.of("9: nothing is recommended");
    }
    return new AdviceRules(given, file, prescription.get()).check();
  }

  private List<String> check() {
    theClientOutwaitsTheFunction();
    theCallIsAttemptedOnce();
    connectingSurvivesALostPacketAndIsShort();
    theCallerCanWait();
    anIdleConnectionIsKeptAlive();
    theFunctionsTimeoutCoversItsTail();
    theSlotsAreEnough();
    theVersionObeysAndTheSnippetSaysSo();
    nothingThrottlesOrRunsTwice();
    return broken;
  }

  private void rule(String rule, boolean holds, Object... found) {
    if (!holds) {
      broken.add(rule + " Found: " + List.of(found));
    }
  }

  private void theClientOutwaitsTheFunction() {
    @Nullable Duration patience = waiting.timeouts().patience();
    Duration needed = advice.functionTimeout().plusSeconds(15);
    rule(
        "1: the client waits for function timeout + 10 s + 5 s.",
        patience == null || patience.compareTo(needed) >= 0,
        waiting.timeouts(),
        needed);
  }

  private void theCallIsAttemptedOnce() {
    rule(
        "2: one attempt, and retries by code.",
        advice.client().retries().maxAttempts() == 1
            && advice.retriesBy() == Recommendation.RetriesBy.CODE);
  }

  private void connectingSurvivesALostPacketAndIsShort() {
    for (Client client : List.of(waiting, advice.client())) {
      @Nullable Duration connect = client.timeouts().connect();
      @Nullable Duration patience = client.timeouts().patience();
      rule(
          "3: connecting may take 3 s at least.",
          connect == null || connect.compareTo(Duration.ofSeconds(3)) >= 0,
          client.timeouts());
      if (client.equals(waiting)) {
        rule(
            "3: connecting takes half of the patience at most, to a second.",
            connect == null
                || patience == null
                || connect.compareTo(patience.dividedBy(2).plusSeconds(1)) <= 0,
            client.timeouts());
      }
    }
  }

  private void theCallerCanWait() {
    CallerTimeout needed = CallerTimeout.of(advice.client());
    rule("4: the worst case is that of the advised client.", needed.equals(advice.callerTimeout()));
    rule(
        "4: no synchronous call is advised against without a way out.",
        !advice.asynchronous() || advice.wayOut() != null);
    @Nullable WayOut wayOut = advice.wayOut();
    rule(
        "4: a way out has a reason and a snippet that names the function.",
        wayOut == null
            || (!wayOut.because().isBlank() && wayOut.snippet().contains("DelayFunction")));
    @Nullable CallerLimit caller = given.caller();
    @Nullable Duration limit = caller == null ? null : caller.limit();
    if (caller == null || limit == null || caller.kind() == CallerKind.SQS) {
      return;
    }
    @Nullable Duration worst = advice.callerTimeout().worstCase();
    boolean withinReach = !advice.asynchronous() || limit.compareTo(LONG_ENOUGH_TO_HAND_OVER) >= 0;
    boolean splits = wayOut != null && wayOut.kind() == WayOut.Kind.STEP_FUNCTIONS;
    rule(
        "4: the call is over before its caller gives up.",
        splits || !withinReach || (worst != null && worst.compareTo(limit) <= 0),
        caller,
        advice.callerTimeout());
  }

  /** Silent is the time after connecting, so a limit for an attempt may be longer. */
  private void anIdleConnectionIsKeptAlive() {
    long silentSeconds = advice.functionTimeout().plusSeconds(15).toSeconds();
    rule(
        "5: more than 350 s of silence need keep-alive, or another way to call.",
        silentSeconds <= 350 || waiting.tcpKeepAlive() || advice.wayOut() != null,
        waiting);
  }

  private void theFunctionsTimeoutCoversItsTail() {
    DurationStatistics runs = Objects.requireNonNull(given.measurements().durations());
    Duration timeout = advice.functionTimeout();
    boolean most = timeout.compareTo(FunctionTimeout.LONGEST) >= 0 && advice.wayOut() != null;
    if (Hangs.among(runs, given.function().timeout())) {
      rule(
          "6: a timeout that cuts off runs which hang stays, and the tail is said to be unknown.",
          timeout.equals(given.function().timeout()) && advice.why().getFirst().contains("unknown"),
          timeout,
          advice.why());
    } else if (runs.censored() > 0) {
      rule(
          "6: a timeout that cut runs off is raised, and the tail is said to be unknown.",
          (timeout.compareTo(given.function().timeout()) > 0 || most)
              && advice.why().getFirst().contains("unknown"),
          timeout,
          advice.why());
    } else {
      rule(
          "6: the timeout is above p99.9 with a margin of a quarter, and never below the longest run.",
          most
              || (timeout.toNanos() * 0.8 >= runs.p999().toNanos()
                  && timeout.compareTo(runs.max()) >= 0),
          timeout,
          runs);
      rule(
          "6: too few runs are said so.",
          runs.count() >= FunctionTimeout.ENOUGH_RUNS
              || advice.why().getFirst().contains("longest"),
          advice.why());
    }
  }

  private void theSlotsAreEnough() {
    Sizing sizing = Objects.requireNonNull(advice.sizing());
    int floor = Math.min(100, given.quota());
    if (advice.reservedConcurrency() != null && given.reserved() != null) {
      int slots = advice.reservedConcurrency();
      boolean enough =
          Erlang.blocking(sizing.offeredLoad(), slots) <= sizing.refusalTarget()
              && slots * 10 >= sizing.arrivalsPerSecond();
      rule(
          "7: the reservation refuses no more than the target, or the account can't give more.",
          enough || advice.wayOut() != null,
          slots,
          sizing);
      rule(
          "7: what Lambda keeps unreserved stays so.",
          slots <= given.reserved() || given.unreserved() + given.reserved() - slots >= floor,
          slots,
          given);
    }
    rule(
        "7: who has no reservation gets none, and none gets smaller.",
        given.reserved() == null
            ? advice.reservedConcurrency() == null
            : given.reserved() == 0
                || Objects.requireNonNull(advice.reservedConcurrency()) >= given.reserved(),
        given,
        String.valueOf(advice.reservedConcurrency()));
  }

  private void theVersionObeysAndTheSnippetSaysSo() {
    Client client = advice.client();
    rule("8: the version obeys it.", Snippet.obeyed(client).equals(client), client);
    String text = Objects.requireNonNull(advice.snippets().get(client.id().id()));
    Timeouts limits = client.timeouts();
    Stream.of(limits.connect(), limits.read(), limits.attempt())
        .flatMap(Stream::ofNullable)
        .forEach(limit ->
            rule(
                "8: the snippet sets it.",
                text.matches(
                    "(?s).*\\b(%d|%d)\\b.*".formatted(limit.toSeconds(), limit.toMillis())),
                limit,
                text));
    rule(
        "8: the snippet makes the kind of call.",
        advice.asynchronous() == text.matches("(?is).*event\\b.*"),
        text);
  }

  /** Far from AWS, with cold starts, and with durations that the logs needn't have shown. */
  private void nothingThrottlesOrRunsTwice() {
    FunctionModel function = given.functionWith(advice.functionTimeout());
    int slots =
        advice.reservedConcurrency() == null
            ? Math.max(1, file.limit().orElse(1))
            : advice.reservedConcurrency();
    Duration apart = advice.functionTimeout().plusSeconds(60);
    Tally tally =
        Simulation.run(
                new SimulationPlan(
                    slots,
                    Map.of(function.name(), slots),
                    Map.of(),
                    List.of(function),
                    List.of(
                        new Caller(
                            function.name(),
                            waiting,
                            ClientLife.ALL_CALLS,
                            Load.calls(CALLS, apart))),
                    new Network(Duration.ofSeconds(3), Duration.ofSeconds(4)),
                    0),
                given.seed())
            .tally();
    rule(
        "9: no call is refused, runs twice or isn't answered.",
        tally.refusals() == 0 && tally.duplicates() == 0 && tally.answered() == CALLS,
        tally);
    rule(
        "9: the forecast is clean too.",
        prescription.outlook() == null || given.refusals() > 0 || prescription.outlook().clean(),
        String.valueOf(prescription.outlook()));
  }
}
