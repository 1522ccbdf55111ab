package dev.unthrottle.sweep;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.unthrottle.diagnosis.cause.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Many scenarios at random, each with its verdict.
 *
 * @param all in the order of their seeds
 */
public record Sweep(List<Swept> all) {

  private static final int THREADS = 2;

  /** Diagnoses the scenarios of so many seeds, beginning with {@code first}. */
  public static Sweep of(long first, int seeds, Function<SweptScenario, Verdict> diagnose)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Swept>> swept =
          LongStream.range(first, first + seeds)
              .mapToObj(seed -> threads.submit(() -> sweep(seed, diagnose)))
              .toList();
      List<Swept> all = new ArrayList<>();
      for (Future<Swept> one : swept) {
        all.add(one.get());
      }
      return new Sweep(all);
    }
  }

  private static Swept sweep(long seed, Function<SweptScenario, Verdict> diagnose) {
    SweptScenario scenario = SweptScenario.of(seed);
    return Swept.of(scenario, diagnose.apply(scenario));
  }

  /** How often each truth met each verdict. */
  public String table() {
    Map<String, Map<String, Long>> table =
        all.stream()
            .collect(
                groupingBy(
                    one -> one.truth().label(),
                    TreeMap::new,
                    groupingBy(
                        one ->
                            "%s %s %s"
                                .formatted(
                                    one.grade(),
                                    one.verdict().cause().id(),
                                    one.verdict().certainty().id()),
                        TreeMap::new,
                        counting())));
    StringBuilder text = new StringBuilder();
    table.forEach((truth, verdicts) -> {
      text.append(truth).append('\n');
      verdicts.forEach((verdict, count) -> text.append("  %4d %s%n".formatted(count, verdict)));
    });
    Map<Grade, Long> grades =
        all.stream().collect(groupingBy(Swept::grade, TreeMap::new, counting()));
    return text + grades.toString() + "\n";
  }
}
