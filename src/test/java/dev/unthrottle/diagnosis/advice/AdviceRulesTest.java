package dev.unthrottle.diagnosis.advice;

import static org.assertj.core.api.Assertions.fail;

import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.diagnosis.casefile.Cases;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of advice, for every variant of every client and many made-up cases. {@code
 * -Dunthrottle.property.seeds=1000} tries so many cases with each variant.
 */
class AdviceRulesTest {

  private static final int SEEDS = Integer.getInteger("unthrottle.property.seeds", 5);

  static List<ClientVariant> variants() {
    return Cases.CATALOG.variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyRecommendation_keepsTheRules(ClientVariant variant) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      AdviceCase given = AdviceCase.random(seed, variant);
      if (!AdviceRules.brokenBy(given).isEmpty()) {
        AdviceCase smallest = shrunk(given);
        fail(
            "Seed %d breaks\n%s\nwith %s"
                .formatted(seed, String.join("\n", AdviceRules.brokenBy(smallest)), smallest));
      }
    }
  }

  /** The simplest case found that still breaks a rule. */
  private static AdviceCase shrunk(AdviceCase failing) {
    AdviceCase smallest = failing;
    Optional<AdviceCase> next = Optional.of(failing);
    for (int round = 0; round < 20 && next.isPresent(); round++) {
      smallest = next.get();
      next = smallest.simpler().filter(it -> !AdviceRules.brokenBy(it).isEmpty()).findFirst();
    }
    return smallest;
  }
}
