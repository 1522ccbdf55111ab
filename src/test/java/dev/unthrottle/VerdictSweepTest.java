package dev.unthrottle;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.sweep.Grade;
import dev.unthrottle.sweep.Sweep;
import dev.unthrottle.sweep.Swept;
import dev.unthrottle.sweep.SweptScenario;
import java.util.List;
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

  private static final int SEEDS = 25;

  @Test
  void noVerdict_isLikelyAndWrong() throws Exception {
    int seeds = Integer.getInteger("unthrottle.sweep.seeds", SEEDS);

    Sweep sweep = Sweep.of(1, seeds, VerdictSweepTest::diagnose);

    if (seeds != SEEDS) {
      System.out.println(sweep.table());
    }
    List<Swept> wrong =
        sweep.all().stream()
            .filter(one -> one.grade() == Grade.WRONG)
            .sorted(comparingInt(one -> one.yaml().length()))
            .toList();
    assertThat(wrong)
        .as(() ->
            "The smallest of the scenarios that failed:%n%s".formatted(wrong.getFirst().yaml()))
        .isEmpty();
  }

  @Test
  void theSameSeed_drawsTheSameScenario_withTheSameTruth() {
    Swept one = Swept.of(SweptScenario.of(7), diagnose(SweptScenario.of(7)));
    Swept again = Swept.of(SweptScenario.of(7), diagnose(SweptScenario.of(7)));

    assertThat(again.yaml()).isEqualTo(one.yaml());
    assertThat(again.toString()).isEqualTo(one.toString());
  }

  private static Verdict diagnose(SweptScenario one) {
    return SeededDiagnosis.of(one.scenario(), one.seed()).verdict();
  }
}
