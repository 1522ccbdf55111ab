package dev.unthrottle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.sweep.Grade;
import dev.unthrottle.sweep.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scenarios at random whose truth is what was played: no verdict may be likely and wrong.
 *
 * <p>{@code mvn test -Dtest=VerdictSweepTest -Dunthrottle.sweep.seeds=500} plays more of them and
 * prints what became of each truth.
 */
@ExtendWith(TestCredentials.class)
class VerdictSweepTest {

  private static final int SEEDS = 40;

  @Test
  void noVerdict_isLikelyAndWrong() throws Exception {
    int seeds = Integer.getInteger("unthrottle.sweep.seeds", SEEDS);

    Sweep sweep =
        Sweep.of(1, seeds, one -> SeededDiagnosis.of(one.scenario(), one.seed()).verdict());

    System.out.println(sweep.table());
    assertThat(sweep.all()).filteredOn(one -> one.grade() == Grade.WRONG).isEmpty();
  }
}
