package dev.unthrottle.diagnosis.check;

import dev.unthrottle.diagnosis.casefile.Phrase;
import java.util.Optional;

/**
 * What can be wrong with slots that versions keep for themselves: the function's reservation holds
 * them too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html">Configuring
 *     provisioned concurrency</a>, checked 2026-11-23
 */
final class ProvisionedHazards {

  private ProvisionedHazards() {}

  static Optional<Clue> aboveReserved(Setup.Provisioned provisioned) {
    Integer reserved = provisioned.function().reserved();
    return reserved != null && reserved > 0 && provisioned.slots() > reserved
        ? Optional.of(
            new Clue(
                "%s reserves %s, and its versions are to keep %d of them."
                    .formatted(name(provisioned), slots(reserved), provisioned.slots()),
                "Lambda allots no more than the reservation, so the deployment fails for the %d beyond it."
                    .formatted(provisioned.slots() - reserved),
                "Reserve more than all versions keep together.",
                "ReservedConcurrentExecutions: " + (provisioned.slots() + 1)))
        : Optional.empty();
  }

  static Optional<Clue> takesAll(Setup.Provisioned provisioned) {
    Integer reserved = provisioned.function().reserved();
    return provisioned.latestIsCalled()
            && reserved != null
            && reserved > 0
            && provisioned.slots() == reserved
        ? Optional.of(
            new Clue(
                "%s reserves %s, its versions keep all of them, and it is called without a version."
                    .formatted(name(provisioned), slots(reserved)),
                "%d - %d = 0 slots are left for $LATEST: each such call is refused with 429, however idle the function is."
                    .formatted(reserved, provisioned.slots()),
                "Call the alias that has the provisioned concurrency, or reserve more.",
                "ReservedConcurrentExecutions: " + (reserved + 1)))
        : Optional.empty();
  }

  private static String name(Setup.Provisioned provisioned) {
    return provisioned.function().name();
  }

  private static String slots(int reserved) {
    return Phrase.count(reserved, "slot");
  }
}
