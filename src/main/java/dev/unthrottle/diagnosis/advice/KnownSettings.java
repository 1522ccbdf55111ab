package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.Invocation;
import dev.unthrottle.evidence.LogEvidence;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Surroundings;
import dev.unthrottle.evidence.Window;
import dev.unthrottle.simulation.Erlang;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function of which nothing but its settings is known, since nobody was asked: what somebody says
 * of it, or what a template will make of it.
 *
 * @param function its name
 * @param timeout its timeout
 * @param reserved its reserved concurrency, {@code null} for none
 * @param accountConcurrency the account's quota, {@code null} where it isn't known
 * @param duration how long it runs, {@code null} where it isn't known
 */
public record KnownSettings(
    String function,
    Duration timeout,
    @Nullable Integer reserved,
    @Nullable Integer accountConcurrency,
    @Nullable Duration duration) {

  /** When it is said: no time at all, because nothing here depends on one. */
  private static final Instant NEVER = Instant.EPOCH;

  /** Longer than any run that somebody can tell of. */
  private static final Window WINDOW = Window.endingAt(NEVER, Duration.ofDays(1));

  private static final int ANY_MEMORY_MB = 128;

  /**
   * What a diagnosis would recommend to a client of this function; empty where it recommends
   * nothing.
   *
   * @param caller who makes the call, {@code null} where that isn't known
   * @param seed what the simulation of the recommendation is drawn from
   */
  public Optional<Recommendation> recommend(
      ResolvedClient client, @Nullable CallerLimit caller, ClientCatalog catalog, long seed) {
    Evidence evidence = evidence();
    CaseFile file = CaseFile.of(evidence, client, null, null, seed);
    var measurements =
        new Measurements(
            List.of(),
            List.of(),
            evidence.logs().value().flatMap(LogEvidence::durations).orElse(null));
    return Advisor.advise(file, measurements)
        .flatMap(advice -> Prescription.of(advice, file, caller, catalog, seed))
        .map(Prescription::recommendation);
  }

  /**
   * The slots of which a stream of independent calls finds all taken no more often than a
   * recommendation allows.
   *
   * @param offeredLoad in Erlang: arrival rate × time that a call holds a slot
   */
  public static int slotsFor(double offeredLoad) {
    return offeredLoad > 0 ? Erlang.slotsFor(offeredLoad, Sizing.REFUSAL_TARGET) : 0;
  }

  /** The settings, as if they had been read. */
  private Evidence evidence() {
    FunctionSettings settings = settings();
    return new Evidence(
        FunctionRef.parse(function),
        NEVER,
        WINDOW,
        said(settings),
        said(reserved == null ? Reservation.NONE : Reservation.of(reserved)),
        account(),
        Surroundings.missing(nobodyAsked("what surrounds the function")),
        logs(settings.logs().group()),
        Observation.missing(nobodyAsked("the metrics of the window")));
  }

  private FunctionSettings settings() {
    return new FunctionSettings(
        function,
        function,
        "$LATEST",
        timeout,
        ANY_MEMORY_MB,
        null,
        "x86_64",
        new FunctionSettings.LogSettings("/aws/lambda/" + function, false, null));
  }

  private Observation<AccountSettings> account() {
    return accountConcurrency == null
        ? Observation.missing(nobodyAsked("the account's concurrency"))
        : said(
            new AccountSettings(
                accountConcurrency, accountConcurrency - (reserved == null ? 0 : reserved)));
  }

  private Observation<LogEvidence> logs(String group) {
    return duration == null
        ? Observation.missing(nobodyAsked("the log events of the window"))
        : said(new LogEvidence(group, WINDOW, List.of(run(duration)), true));
  }

  /** One execution that took as long as all are said to take. */
  private Invocation run(Duration takes) {
    boolean cutOff = takes.compareTo(timeout) >= 0;
    Duration ran = cutOff ? timeout : takes;
    return new Invocation(
        "said",
        NEVER.minus(ran),
        NEVER,
        ran,
        null,
        ran,
        null,
        null,
        cutOff ? Invocation.Status.TIMED_OUT : Invocation.Status.SUCCEEDED,
        "said");
  }

  private static <T> Observation<T> said(T value) {
    return Observation.of(value, Source.SETTINGS, NEVER);
  }

  private static Gap nobodyAsked(String what) {
    return new Gap(Gap.Kind.NOT_RECORDED, what, "none", null, "AWS wasn't asked.");
  }
}
