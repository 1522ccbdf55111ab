package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.WhatIf;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.report.JsonText;
import dev.unthrottle.report.SimulationReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate}: what would happen; no AWS at all. */
@CommandLine.Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Plays what happens when a client calls a function, and what if its settings were others."
          + " Asks no AWS; the same seed gives the same answer.",
      "--compare takes recommended, a client (js-v3@3.700.0), settings of the same client"
          + " (readTimeout=90s,maxAttempts=1), both (boto3@1.43.0,readTimeout=90s), the function's"
          + " own (reserved=2, functionTimeout=5m), or a setting by the name that the client gives it."
    })
final class SimulateCommand implements Command {

  private static final Map<String, String> FLAGS =
      Map.ofEntries(
          Map.entry("/duration", "--duration"),
          Map.entry("/duration/p50", "--duration"),
          Map.entry("/duration/p99", "--duration-p99"),
          Map.entry("/functionTimeout", "--function-timeout"),
          Map.entry("/reserved", "--reserved"),
          Map.entry("/accountConcurrency", "--account-concurrency"),
          Map.entry("/inFlight", "--in-flight"),
          Map.entry("/calls", "--calls"),
          Map.entry("/rate", "--rate"),
          Map.entry("/length", "--length"),
          Map.entry("/refusalTarget", "--refusal-target"),
          Map.entry("/seed", "--seed"));

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(names = "--duration", paramLabel = "TIME", description = "how long the function runs")
  private @Nullable String duration;

  @Option(
      names = "--duration-p99",
      paramLabel = "TIME",
      description = "its 99th percentile; --duration is the median then")
  private @Nullable String durationP99;

  @Option(names = "--function-timeout", paramLabel = "TIME", description = "when it is cut off")
  private @Nullable String functionTimeout;

  @Option(names = "--reserved", paramLabel = "N", description = "its reserved concurrency")
  private @Nullable String reserved;

  @Option(names = "--account-concurrency", paramLabel = "N", description = "the account's: 1000")
  private @Nullable String accountConcurrency;

  @Option(names = "--in-flight", paramLabel = "N", description = "slots that others hold at first")
  private @Nullable String inFlight;

  @Option(names = "--calls", paramLabel = "N", description = "how many calls: 1")
  private @Nullable String calls;

  @Option(names = "--rate", paramLabel = "N/s", description = "how many a second, minute or hour")
  private @Nullable String rate;

  @Option(names = "--length", paramLabel = "TIME", description = "for so long, at random times")
  private @Nullable String length;

  @Mixin private final CallerOptions caller = new CallerOptions();

  @Option(
      names = "--refusal-target",
      paramLabel = "PERCENT",
      description = "how many independent calls the recommended reservation may refuse: 1%%")
  private @Nullable String refusalTarget;

  @Option(names = "--seed", paramLabel = "N", description = "replays a simulation: 1")
  private @Nullable String seed;

  @Option(
      names = "--compare",
      paramLabel = "WHAT",
      description = "what to play beside it; may be repeated")
  private List<String> compare = new ArrayList<>();

  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public int run(Console console, Findings findings) throws IOException {
    Format format = output.format(findings, Format.values());
    FlagDocument document = new FlagDocument(findings);
    client.addTo(document);
    caller.addTo(document);
    document
        .text(durationP99 == null ? "/duration" : "/duration/p50", duration)
        .text("/duration/p99", durationP99)
        .text("/functionTimeout", functionTimeout)
        .number("/reserved", reserved)
        .number("/accountConcurrency", accountConcurrency)
        .number("/inFlight", inFlight)
        .number("/calls", calls)
        .text("/rate", rate)
        .text("/length", length)
        .text("/refusalTarget", refusalTarget)
        .number("/seed", seed)
        .texts("/compare", compare);
    SimulationReport report = WhatIf.run(document.json(), ClientCatalog.bundled(), findings);
    output.write(
        switch (format) {
          case TEXT -> report.text(output.colour(console));
          case JSON -> JsonText.pretty(report.json());
          case HTML -> report.html();
        },
        console);
    return ExitCode.OK;
  }

  @Override
  public String flag(String pointer) {
    return pointer.startsWith("/compare")
        ? "--compare"
        : ClientOptions.flag(pointer)
            .or(() -> CallerOptions.flag(pointer))
            .orElseGet(() -> FLAGS.getOrDefault(pointer, pointer));
  }
}
