package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.diagnosis.casefile.RefusedPeriod;
import dev.unthrottle.diagnosis.cause.Trace.Weight;
import dev.unthrottle.evidence.AccountSettings;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Predicts a function without a reservation, and a pool without a free slot in the minutes with
 * refusals, whoever had taken them.
 */
final class AccountConcurrencyExhausted implements Hypothesis {

  /**
   * The share of the quota from which on a minute counts as full: its maximum is of one moment, and
   * samples miss what is shorter.
   */
  private static final double NEARLY_ALL = 0.95;

  @Override
  public Cause cause() {
    return Cause.ACCOUNT_CONCURRENCY_EXHAUSTED;
  }

  @Override
  public List<Prediction> predictions() {
    return List.of(
        AccountConcurrencyExhausted::noReservation,
        AccountConcurrencyExhausted::refusedAtOnce,
        AccountConcurrencyExhausted::refusals,
        Refusals::notOnlyItsOwn,
        AccountConcurrencyExhausted::fullMinutes,
        AccountConcurrencyExhausted::whoFills,
        file -> Refusals.reason(file, Set.of(ThrottleReason.ACCOUNT_CONCURRENCY), Weight.FITTING),
        Refusals::error);
  }

  @Override
  public String nothingSeen() {
    return "Nothing says that the account's concurrency was used up.";
  }

  @Override
  public Story story(CaseFile file) {
    String all =
        file.evidence()
            .account()
            .value()
            .map(account ->
                Phrase.count(account.unreservedConcurrentExecutions(), "unreserved slot"))
            .map(slots -> "all " + slots + " of the account were in use")
            .orElse("the account's unreserved slots were all in use");
    return new Story(
        "The call found no slot because %s.".formatted(all),
        "It may be that %s when the call arrived.".formatted(all),
        List.of(
            "Reserve for this function what it needs: a reservation is also a guarantee that no other"
                + " function can take.",
            "Find the function that fills the pool (ConcurrentExecutions by FunctionName) and cap it"
                + " with a reservation of its own.",
            "Ask for a higher quota: Service Quotas, AWS Lambda, Concurrent executions."));
  }

  /** A client that can't wait collides with itself in any crowd; the crowd refuses all alike. */
  @Override
  public Set<Cause> mendedAfter(CaseFile file) {
    return Set.of(Cause.CLIENT_TIMEOUT_SELF_COLLISION);
  }

  private static Trace noReservation(CaseFile file) {
    if (file.evidence().reservation().value().isEmpty()) {
      return new Trace.Unknown(
          "The reserved concurrency: a function that has one doesn't draw on the account's pool.");
    }
    return file.evidence().reservation().value().get() instanceof Reservation.Reserved(int slots)
        ? new Trace.Contradicted(
            "The function has %d reserved: it doesn't draw on the pool that the account shares."
                .formatted(slots))
        : Trace.SILENT;
  }

  /** Whoever has no reservation that is known is refused for the pool's sake, or for a rate's. */
  private static Trace refusals(CaseFile file) {
    return Refusals.known(file, Weight.FITTING);
  }

  /** Lambda's own answer to an attempt that nothing of the probe's could have disturbed. */
  private static Trace refusedAtOnce(CaseFile file) {
    return RefusedAtOnce.of(file, ThrottleReason.ACCOUNT_CONCURRENCY)
        .map(AccountConcurrencyExhausted::settled)
        .orElse(Trace.SILENT);
  }

  private static Trace settled(RefusedAtOnce refused) {
    return refused.isNamed()
        ? new Trace.Settled(
            Certainty.PROVEN,
            List.of(refused.seen(": " + refused.attempt().reason() + ".")),
            List.of())
        : new Trace.Settled(Certainty.LIKELY, List.of(refused.seen(".")), List.of());
  }

  private static Trace fullMinutes(CaseFile file) {
    Optional<AccountSettings> account = file.evidence().account().value();
    List<RefusedPeriod> periods = Refusals.periods(file);
    if (account.isEmpty() || periods.isEmpty()) {
      return account.isEmpty()
          ? new Trace.Unknown(
              "The account's quota: it would tell whether its slots were all in use.")
          : Trace.SILENT;
    }
    return full(account.get(), periods, Refusals.completeMetrics(file));
  }

  private static Trace full(
      AccountSettings account, List<RefusedPeriod> periods, boolean complete) {
    List<RefusedPeriod> known =
        periods.stream().filter(period -> period.claimed().isPresent()).toList();
    if (known.isEmpty()) {
      return new Trace.Unknown(
          "ClaimedAccountConcurrency of the minute that began at %s: it would tell whether the account's slots were all taken."
              .formatted(periods.getFirst().at()));
    }
    int quota = account.concurrentExecutions();
    List<RefusedPeriod> full = known.stream().filter(period -> period.claims(quota)).toList();
    if (!full.isEmpty()) {
      return Trace.found(
          Weight.TELLING,
          new Reason(
              "In %d of the %s with refusals the account's whole concurrency was taken: %.0f of %d."
                  .formatted(
                      full.size(),
                      Phrase.count(known.size(), "period"),
                      full.getFirst().claimed().orElseThrow(),
                      quota),
              Source.METRICS,
              full.getFirst().at(),
              null));
    }
    double most =
        known.stream().mapToDouble(period -> period.claimed().orElseThrow()).max().orElse(0);
    return most < quota * NEARLY_ALL && complete
        ? new Trace.Contradicted(
            "When attempts were refused, never more than %.0f of the account's %d were taken."
                .formatted(most, quota))
        : Trace.fitting(
            Source.METRICS,
            "When attempts were refused, %.0f of the account's %d were taken."
                .formatted(most, quota));
  }

  /** How much of the pool was this function's own: who has to be capped, or guarded. */
  private static Trace whoFills(CaseFile file) {
    return Refusals.periods(file).stream()
        .filter(period -> period.unreservedInUse().isPresent() && period.peak().isPresent())
        .findFirst()
        .map(period ->
            Trace.supporting(
                Source.METRICS,
                "Of the %.0f unreserved slots in use then, this function had %.0f at most."
                    .formatted(
                        period.unreservedInUse().orElseThrow(), period.peak().orElseThrow())))
        .orElse(Trace.SILENT);
  }
}
