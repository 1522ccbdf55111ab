package dev.unthrottle.diagnosis.check;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.advice.KnownSettings;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.casefile.Phrase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the hazards of a setup. Nothing is asked of AWS, and nothing is drawn. */
public final class Hazards {

  /** Where a name is too long for a function, or the name of none. */
  private static final String SOME_FUNCTION = "FUNCTION";

  private static final Pattern FUNCTION = Pattern.compile("[a-zA-Z0-9-_]{1,64}");

  /** Settings alone leave nothing to chance. */
  private static final long SEED = 1;

  private final ClientCatalog catalog;

  /** With the clients whose settings it can advise. */
  public Hazards(ClientCatalog catalog) {
    this.catalog = catalog;
  }

  /** The hazards of {@code setup}, in the order of the rules. */
  public List<Hazard> of(Setup setup) {
    Optional<Recommendation> advice =
        setup instanceof Setup.Call call ? advice(call) : Optional.empty();
    var hazards = new ArrayList<Hazard>();
    for (HazardRule rule : HazardRule.values()) {
      for (Clue clue : rule.in(setup)) {
        hazards.add(hazard(rule, clue, advice.orElse(null)));
      }
    }
    return hazards;
  }

  private static Hazard hazard(HazardRule rule, Clue clue, @Nullable Recommendation advice) {
    if (clue.snippet() != null || advice == null) {
      String snippet = clue.snippet() == null || clue.snippet().isEmpty() ? null : clue.snippet();
      return new Hazard(rule, rule.part(), clue.found(), clue.why(), clue.fix(), snippet);
    }
    return new Hazard(
        rule,
        rule.part(),
        clue.found(),
        clue.why(),
        clue.fix() + " " + settings(advice),
        advice.snippets().get(advice.client().id().id()));
  }

  private Optional<Recommendation> advice(Setup.Call call) {
    Setup.Target function = call.function();
    if (function.timeout() == null) {
      return Optional.empty();
    }
    String name = FUNCTION.matcher(function.name()).matches() ? function.name() : SOME_FUNCTION;
    return new KnownSettings(name, function.timeout(), function.reserved(), null, null)
        .recommend(call.client(), call.caller(), catalog, SEED);
  }

  private static String settings(Recommendation advice) {
    Client client = advice.client();
    if (advice.asynchronous()) {
      return "No read timeout makes this call safe within the caller's own limit: invoke the function"
          + " asynchronously and fetch its result.";
    }
    return "All rules together: read timeout %s, connect timeout %s, %s%s."
        .formatted(
            phrase(client.timeouts().read()),
            phrase(client.timeouts().connect()),
            Phrase.count(client.retries().maxAttempts(), "attempt"),
            client.tcpKeepAlive() ? ", TCP keep-alive" : "");
  }

  private static String phrase(@Nullable Duration limit) {
    return limit == null ? "none" : Phrase.of(limit);
  }
}
