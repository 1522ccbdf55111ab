package dev.unthrottle.app.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What runs the client. */
final class CallerOptions {

  private static final Map<String, String> FLAGS =
      Map.of(
          "/caller", "--caller",
          "/caller/kind", "--caller",
          "/caller/timeout", "--caller-timeout",
          "/caller/attempts", "--caller-attempts");

  @Option(
      names = "--caller",
      paramLabel = "KIND[:TIME]",
      description =
          "what runs the client, and its own limit: lambda:120s, api-gateway-http, sqs, …")
  private @Nullable String caller;

  @Option(names = "--caller-timeout", paramLabel = "TIME", description = "its own limit")
  private @Nullable String timeout;

  @Option(
      names = "--caller-attempts",
      paramLabel = "N",
      description = "how often it runs the client for one event")
  private @Nullable String attempts;

  /** The flag that a place stands for, if one of these does. */
  static Optional<String> flag(String pointer) {
    return Optional.ofNullable(FLAGS.get(pointer));
  }

  void addTo(FlagDocument document) {
    document.caller(caller).text("/caller/timeout", timeout).number("/caller/attempts", attempts);
  }
}
