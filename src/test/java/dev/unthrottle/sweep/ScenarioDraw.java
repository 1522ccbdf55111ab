package dev.unthrottle.sweep;

import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.sandbox.Replay;
import dev.unthrottle.sandbox.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Draws a scenario: a function, its account, who called it, and who may not read what of it. */
final class ScenarioDraw {

  /** What stands where the truth would: it is found out from what was played. */
  private static final String UNTOLD = "none-found";

  /** Reads that AWS may deny, with what a tool does instead of some. */
  private static final List<List<String>> DENIED =
      List.of(
          List.of("logs:FilterLogEvents", "logs:StartQuery"),
          List.of("cloudwatch:GetMetricData"),
          List.of("logs:FilterLogEvents", "logs:StartQuery", "cloudwatch:GetMetricData"),
          List.of("lambda:GetFunctionConcurrency"),
          List.of("lambda:GetFunction", "lambda:GetFunctionConfiguration"),
          List.of("lambda:GetAccountSettings"),
          List.of("lambda:ListEventSourceMappings"),
          List.of("lambda:ListProvisionedConcurrencyConfigs"),
          List.of("lambda:GetFunctionConcurrency", "lambda:GetAccountSettings"));

  private final long seed;
  private final Draw draw;

  ScenarioDraw(long seed) {
    this.seed = seed;
    this.draw = new Draw(seed);
  }

  SweptScenario draw() {
    DrawnFunction function = DrawnFunction.suspected(draw);
    int account = account(function);
    boolean crowded = function.reserved() == null && draw.chance(0.45);
    @Nullable DrawnFunction neighbour = crowded ? DrawnFunction.neighbour(draw) : null;
    String suspect = DrawnClient.suspect(draw, function);
    List<String> history = new CallersDraw(draw, function, suspect, account).history(neighbour);
    String rest =
        "account: {concurrency: %d%s}%n".formatted(account, draw.chance(0.04) ? callerRate() : "")
            + "functions:\n"
            + function.yaml()
            + (neighbour == null ? "" : neighbour.yaml())
            + "history:\n"
            + String.join("", history)
            + surroundings();
    boolean named = draw.chance(0.9);
    Scenario known = parse(rest + "client: " + suspect + "\n");
    ResolvedClient client = Objects.requireNonNull(known.client());
    Replay replay = Replay.of(known, seed);
    @Nullable DrawnError error = DrawnError.of(draw, replay, client).orElse(null);
    String yaml =
        rest
            + (named ? "client: " + suspect + "\n" : "")
            + (error == null ? "" : "error: |-\n" + error.text().indent(2));
    return new SweptScenario(seed, header() + yaml, parse(yaml), client, error, replay);
  }

  private Scenario parse(String yaml) {
    return Scenario.parse(header() + yaml, "seed " + seed);
  }

  private static String header() {
    return "truth: " + UNTOLD + "\n";
  }

  private int account(DrawnFunction function) {
    int reserved = function.reserved() == null ? 0 : function.reserved();
    if (reserved > 900) {
      return reserved + 1_000;
    }
    double kind = draw.uniform(0, 1);
    int concurrency =
        kind < 0.3 ? draw.whole(4, 40) : kind < 0.9 ? 1_000 : draw.whole(2_000, 6_000);
    return Math.max(concurrency, reserved + 4);
  }

  private String callerRate() {
    return ", callerRate: %d/s".formatted(draw.whole(2, 20));
  }

  private String surroundings() {
    List<String> lines = new ArrayList<>();
    lines.add("logs: {delay: %s}".formatted(Draw.duration(draw.oneOf(List.of(0, 2, 5, 60)))));
    lines.add("metrics: {delay: %s}".formatted(Draw.duration(draw.oneOf(List.of(0, 60, 60, 180)))));
    if (draw.chance(0.25)) {
      lines.add("window: " + draw.oneOf(List.of("30m", "2h", "6h", "12h")));
    }
    if (draw.chance(0.15)) {
      lines.add("faults:");
      draw.oneOf(DENIED)
          .forEach(api ->
              lines.add(
                  "  - {api: \"%s\", error: AccessDeniedException, status: 403}".formatted(api)));
    }
    return String.join("\n", lines) + "\n";
  }
}
