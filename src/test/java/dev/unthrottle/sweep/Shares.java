package dev.unthrottle.sweep;

import dev.unthrottle.sandbox.Replay.Held;
import dev.unthrottle.sandbox.Replay.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts refusals by their causes. A refusal for want of slots is shared evenly among those who
 * held them.
 */
final class Shares {

  private final Map<String, Double> weights = new HashMap<>();
  private double byOthers;
  private int count;

  void add(
      Refusal refusal,
      List<Held> holders,
      BiFunction<Refusal, @Nullable Held, Set<String>> causes) {
    count++;
    if (holders.isEmpty()) {
      causes.apply(refusal, null).forEach(cause -> weights.merge(cause, 1.0, Double::sum));
    }
    for (Held holder : holders) {
      double part = 1.0 / holders.size();
      causes.apply(refusal, holder).forEach(cause -> weights.merge(cause, part, Double::sum));
      byOthers += holder.call() == refusal.call() ? 0 : part;
    }
  }

  int count() {
    return count;
  }

  /** The share of the refusals that each cause explains, alone or beside others. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new HashMap<>(weights);
    shares.replaceAll((_, weight) -> weight / count);
    return shares;
  }

  /** The share of the refusals in which slots were held for other calls. */
  double crowded() {
    return count == 0 ? 0 : byOthers / count;
  }
}
