package dev.unthrottle.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.client.AttemptOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One call with one answered attempt and one execution, and what happens if a count is off. */
class AuditTest {

  private final CallerTally tally = new CallerTally();

  @BeforeEach
  void balancedBooks() {
    tally.calls = 1;
    tally.attempts = 1;
    tally.requestsSent = 1;
    tally.requestsArrived = 1;
    tally.admitted = 1;
    tally.ended.add(AttemptOutcome.ANSWERED);
    tally.callEnded(AttemptOutcome.ANSWERED, 5);
    tally.callForgotten(1, false);
  }

  @Test
  void balancedBooks_pass() {
    assertThatCode(() -> close(new Audit())).doesNotThrowAnyException();
  }

  @Test
  void aCallWithoutAnOutcome_isFound() {
    tally.calls++;

    assertThatThrownBy(() -> close(new Audit()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            """
            The books of the simulation with seed 7 don't balance:
            - caller: calls = answered + refused + timed out. Found: 2 and 1\
            """);
  }

  @Test
  void everyBrokenRule_isNamed() {
    // An admitted request too many: neither refused, nor the execution of a call.
    tally.admitted++;
    tally.slots.taken();

    assertThatThrownBy(() -> close(new Audit()))
        .hasMessageContaining("every request is admitted or refused. Found: 1 and 2")
        .hasMessageContaining("executions = admitted requests. Found: 1 and 2")
        .hasMessageContaining("all slots are back. Found: 1 and 0");
  }

  @Test
  void anAttemptWithTwoOutcomes_isFound() {
    tally.ended.add(AttemptOutcome.REFUSED);

    assertThatThrownBy(() -> close(new Audit()))
        .hasMessageContaining("every attempt has one outcome. Found: 1 and 2")
        .hasMessageContaining("429s seen by clients are sent by Lambda. Found: 1 and 0");
  }

  @Test
  void aDuplicateThatIsNotCounted_isFound() {
    tally.admitted++;
    tally.executions++;

    assertThatThrownBy(() -> close(new Audit()))
        .hasMessageContaining("duplicates = executions - calls with an execution. Found: 0 and 1");
  }

  @Test
  void moreInFlightThanTheLimit_isFound() {
    Occupancy pool = new Occupancy();
    pool.taken();
    pool.taken();
    pool.givenBack();
    pool.givenBack();

    assertThatThrownBy(() -> close(new Audit().slots("pool", pool, 1)))
        .hasMessageContaining("pool: in flight is never above the limit. Found: 2 and 1");
  }

  private void close(Audit audit) {
    audit.caller("caller", tally).close(7);
  }
}
