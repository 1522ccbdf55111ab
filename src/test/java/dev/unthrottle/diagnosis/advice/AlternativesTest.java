package dev.unthrottle.diagnosis.advice;

import static dev.unthrottle.client.AttemptOutcome.ANSWERED;
import static dev.unthrottle.client.AttemptOutcome.READ_TIMEOUT;
import static dev.unthrottle.client.AttemptOutcome.REFUSED;
import static dev.unthrottle.diagnosis.advice.Alternative.Kind.A_SLOT_FOR_EVERY_ATTEMPT;
import static dev.unthrottle.diagnosis.advice.Alternative.Kind.CURRENT;
import static dev.unthrottle.diagnosis.advice.Alternative.Kind.NEWEST_DEFAULTS;
import static dev.unthrottle.diagnosis.advice.Alternative.Kind.ONE_ATTEMPT;
import static dev.unthrottle.diagnosis.advice.Alternative.Kind.ONE_SLOT_MORE;
import static dev.unthrottle.diagnosis.advice.Alternative.Kind.RECOMMENDED;
import static dev.unthrottle.diagnosis.advice.Alternative.Kind.WAITING_LONGER;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Cases;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.evidence.DurationStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function of 6 s, and the AWS CLI, which waits 2 s and makes 3 attempts. */
class AlternativesTest {

  private static final long SEED = 7;

  @Test
  void theSettingsOfNow_comeFirst_andEachQuestionIsAnsweredOnce() {
    assertThat(alternatives(collides()))
        .extracting(Alternative::kind)
        .containsExactly(
            CURRENT,
            RECOMMENDED,
            WAITING_LONGER,
            ONE_ATTEMPT,
            ONE_SLOT_MORE,
            A_SLOT_FOR_EVERY_ATTEMPT,
            NEWEST_DEFAULTS);
  }

  @Test
  void whatIsntChanged_isAsItIs() {
    List<Alternative> rows = alternatives(collides());
    Alternative now = rows.getFirst();
    Alternative longer = rows.get(2);
    Alternative once = rows.get(3);
    Alternative slot = rows.get(4);

    assertThat(longer.client().timeouts().connect()).isEqualTo(now.client().timeouts().connect());
    assertThat(longer.client().retries()).isEqualTo(now.client().retries());
    assertThat(once.client().timeouts()).isEqualTo(now.client().timeouts());
    assertThat(once.client().retries().maxAttempts()).isEqualTo(1);
    assertThat(slot.client()).isEqualTo(now.client());
    assertThat(slot.reservedConcurrency()).isEqualTo(2);
    assertThat(rows.get(5).reservedConcurrency()).isEqualTo(3);
  }

  /**
   * Alone on one slot: the retries of 2 s patience are refused. A slot for each of the three
   * attempts refuses none, and each runs the function. One attempt hangs up, and that is all.
   */
  @Test
  void eachIsPlayed_withItsOwnSettings() {
    List<Alternative> rows = alternatives(collides());

    assertThat(rows)
        .extracting(row -> row.outlook().surfaces())
        .containsExactly(
            REFUSED, ANSWERED, ANSWERED, READ_TIMEOUT, REFUSED, READ_TIMEOUT, ANSWERED);
    assertThat(rows.get(3).outlook().median()).isEqualTo(ofSeconds(2));
    assertThat(rows.get(5).outlook().executionsPerCall()).isEqualTo(3);
    assertThat(rows)
        .allSatisfy(row -> {
          Outlook outlook = row.outlook();
          assertThat(outlook.median()).isLessThanOrEqualTo(outlook.p99());
          assertThat(outlook.p99()).isLessThanOrEqualTo(outlook.longest());
        });
  }

  /** Of 100 slots, Lambda keeps 100 unreserved: none can be added. */
  @Test
  void slotsThatTheAccountHasnt_areNotPlayed() {
    assertThat(alternatives(collides().account(101, 100)))
        .extracting(Alternative::kind)
        .doesNotContain(ONE_SLOT_MORE, A_SLOT_FOR_EVERY_ATTEMPT);
  }

  @Test
  void withoutDurations_thereIsNothingToPlay() {
    assertThat(alternatives(Cases.withReserved(1))).isEmpty();
  }

  private static Cases collides() {
    return Cases.withReserved(1).run(ofMinutes(30), ofSeconds(6));
  }

  private static List<Alternative> alternatives(Cases cases) {
    CaseFile file = cases.file();
    Measurements measurements =
        new Measurements(
            List.of(), List.of(), DurationStatistics.of(file.invocations()).orElse(null));
    Prescription prescription =
        Advisor.advise(file, measurements)
            .flatMap(advice -> Prescription.of(advice, file, null, Cases.CATALOG, SEED))
            .orElse(null);
    Outlook current = file.forecast() == null ? null : file.forecast().outlook();
    return Alternatives.of(file, current, prescription, Cases.CATALOG, SEED);
  }
}
