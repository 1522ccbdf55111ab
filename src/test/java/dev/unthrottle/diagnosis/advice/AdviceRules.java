package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.diagnosis.casefile.Hangs;
import dev.unthrottle.diagnosis.casefile.OfferedLoad;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.evidence.AsyncSettings;
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

  /**
   * The shortest limit within which an event can surely be handed over: 5 s to connect at most, and
   * 1 s for the receipt.
   */
  private static final Duration LONG_ENOUGH_TO_HAND_OVER = Duration.ofSeconds(6);

  private final AdviceCase given;
  private final CaseFile file;
  private final Advisor.Advice once;
  private final Prescription prescription;
  private final Recommendation advice;
  private final Client patient;
  private final List<String> broken = new ArrayList<>();

  private AdviceRules(
      AdviceCase given, CaseFile file, Advisor.Advice once, Prescription prescription) {
    this.given = given;
    this.once = once;
    this.file = file;
    this.prescription = prescription;
    this.advice = prescription.recommendation();
    this.patient = prescription.patient();
  }

  /** The rules that the advice for a case breaks. */
  static List<String> brokenBy(AdviceCase given) {
    CaseFile file = given.file();
    Optional<Advisor.Advice> once =
        Advisor.advise(file, given.measurements(), OfferedLoad.of(file).orElse(null), given.goal());
    Optional<Prescription> prescription =
        once.map(it ->
                given.idempotent() ? Retries.decided(it, file, given.caller(), given.seed()) : it)
            .flatMap(it -> Prescription.of(it, file, given.caller(), Cases.CATALOG, given.seed()));
    return prescription.isEmpty()
        ? List.of("9: nothing is recommended")
        : new AdviceRules(given, file, once.orElseThrow(), prescription.get()).check();
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
    @Nullable Duration patience = patient.timeouts().patience();
    Duration needed = advice.functionTimeout().plusSeconds(15);
    rule(
        "1: the client waits for function timeout + 10 s + 5 s.",
        patience == null || patience.compareTo(needed) >= 0,
        patient.timeouts(),
        needed);
    rule(
        "1: who is told to wait is told these settings.",
        advice.asynchronous() || advice.client().equals(patient),
        advice.client());
  }

  private void theCallIsAttemptedOnce() {
    boolean byCode =
        advice.client().retries().maxAttempts() == 1
            && advice.retriesBy() == Recommendation.RetriesBy.CODE;
    boolean bySdk =
        advice.client().retries().maxAttempts() == 3
            && advice.retriesBy() == Recommendation.RetriesBy.SDK;
    rule(
        "2: one attempt and retries by code, or three of an idempotent call that waits.",
        byCode || (bySdk && given.idempotent() && !advice.asynchronous()),
        advice.client().retries().maxAttempts(),
        advice.retriesBy());
    rule(
        "2: whoever can wait for one attempt is told to wait, whether or not the SDK could retry.",
        advice.asynchronous()
            == Impasse.of(once, given.caller()).stream().anyMatch(Impasse::forbidsWaiting));
  }

  private void connectingSurvivesALostPacketAndIsShort() {
    for (Client client : List.of(patient, advice.client())) {
      @Nullable Duration connect = client.timeouts().connect();
      @Nullable Duration patience = client.timeouts().patience();
      rule(
          "3: connecting may take 3 s at least.",
          connect == null || connect.compareTo(Duration.ofSeconds(3)) >= 0,
          client.timeouts());
      if (client.equals(patient)) {
        rule(
            "3: connecting takes half of the patience at most, to a second.",
            connect == null
                || patience == null
                || connect.compareTo(patience.dividedBy(2).plusSeconds(1)) <= 0,
            client.timeouts());
        rule(
            "3: connecting may take three times what was measured, or half of the time to read.",
            connect == null
                || given.connect() == null
                || patience == null
                || connect.compareTo(given.connect().multipliedBy(3)) >= 0
                || connect.compareTo(read(client, connect).dividedBy(2).minusSeconds(1)) >= 0,
            client.timeouts(),
            String.valueOf(given.connect()));
      }
    }
  }

  /** Of a client without a read timeout, what its limit for an attempt leaves after connecting. */
  private static Duration read(Client client, Duration connect) {
    @Nullable Duration read = client.timeouts().read();
    return read != null ? read : Objects.requireNonNull(client.timeouts().attempt()).minus(connect);
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
    if (caller != null) {
      repetitionsMultiply(caller);
    }
    if (caller == null || limit == null || caller.kind() == CallerKind.SQS) {
      return;
    }
    @Nullable Duration worst = advice.callerTimeout().worstCase();
    boolean withinReach = !advice.asynchronous() || limit.compareTo(LONG_ENOUGH_TO_HAND_OVER) >= 0;
    rule(
        "4: the call is over before its caller gives up.",
        !withinReach || (worst != null && worst.compareTo(limit) <= 0),
        caller,
        advice.callerTimeout());
  }

  private void repetitionsMultiply(CallerLimit caller) {
    Chain chain = Objects.requireNonNull(advice.chain());
    @Nullable Integer repeated = caller.mostAttempts();
    int byLambda = advice.asynchronous() ? 1 + AsyncSettings.DEFAULT.retries() : 1;
    rule(
        "4: what is repeated by several multiplies.",
        Objects.equals(
            chain.executions(),
            repeated == null
                ? null
                : (Long) ((long) repeated * advice.client().retries().maxAttempts() * byLambda)),
        chain);
  }

  /** Silent is the time after connecting, so a limit for an attempt may be longer. */
  private void anIdleConnectionIsKeptAlive() {
    long silentSeconds = advice.functionTimeout().plusSeconds(15).toSeconds();
    rule(
        "5: more than 350 s of silence need keep-alive, or a call that doesn't wait.",
        silentSeconds <= 350 || patient.tcpKeepAlive() || advice.asynchronous(),
        patient);
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
    @Nullable Sizing sizing = advice.sizing();
    int floor = Math.min(100, given.quota());
    rule(
        "7: there is a size, unless something else takes the slots.",
        (sizing == null) == (given.goal().reserving() == Goal.Reserving.ELSEWHERE));
    @Nullable Integer now = given.reserved();
    @Nullable Integer then = advice.reservedConcurrency();
    if (sizing != null && given.goal().reserving() == Goal.Reserving.BY_LOAD) {
      int slots =
          now == null
              ? given.unreserved()
              : then == null ? given.quota() : then - (now == 0 ? 0 : given.kept());
      boolean enough =
          Erlang.blocking(sizing.offeredLoad(), slots) <= given.goal().refusals().share()
              && slots * 10 >= sizing.arrivalsPerSecond();
      rule(
          "7: the slots refuse no more than was stated, or the account can't give more and it is said.",
          enough || advice.wayOut() != null,
          slots,
          sizing);
    }
    if (now != null && then != null) {
      rule(
          "7: what Lambda keeps unreserved stays so.",
          then <= now || given.unreserved() + now - then >= floor,
          then,
          given);
    }
    rule(
        "7: who has no reservation gets none, and none gets smaller.",
        now == null ? then == null : now == 0 || (then != null && then >= now),
        given,
        String.valueOf(then));
    rule(
        "7: what nobody was refused for stays.",
        now == null
            || now == 0
            || given.goal().reserving() == Goal.Reserving.BY_LOAD
            || now.equals(then),
        given,
        String.valueOf(then));
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
    Duration apart = advice.functionTimeout().plusSeconds(60).multipliedBy(3);
    Load load = Load.calls(CALLS, apart);
    Caller caller =
        advice.asynchronous()
            ? Caller.async(function.name(), AsyncSettings.DEFAULT.maximumAge(), load)
            : new Caller(function.name(), advice.client(), ClientLife.ALL_CALLS, load);
    Tally tally =
        Simulation.run(
                new SimulationPlan(
                    slots(),
                    Map.of(function.name(), slots()),
                    Map.of(),
                    List.of(function),
                    List.of(caller),
                    new Network(Duration.ofSeconds(3), Duration.ofSeconds(4)),
                    0),
                given.seed())
            .tally();
    rule(
        "9: no call is refused, runs twice or isn't answered.",
        tally.refusals() == 0 && tally.duplicates() == 0 && tally.answered() == CALLS,
        tally);
    @Nullable Outlook outlook = prescription.outlook();
    rule(
        "9: the forecast is clean, or it is that of a crowd, in which nothing runs twice.",
        outlook == null
            || outlook.clean()
            || (given.refusals() > 0 && outlook.duplicateProbability() == 0),
        String.valueOf(outlook));
  }

  /** Those that a call finds then, beside what is kept ready for others. */
  private int slots() {
    @Nullable Integer reserved = advice.reservedConcurrency();
    return reserved == null
        ? Math.max(1, file.limit().orElse(1))
        : Math.max(1, reserved - given.kept());
  }
}
