package dev.unthrottle.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The client that calls. */
final class ClientOptions {

  @Option(names = "--client", paramLabel = "ID[@VERSION]", description = "aws-cli@2.31.0, boto3, …")
  private @Nullable String client;

  @Option(names = "--read-timeout", paramLabel = "TIME", description = "its read timeout: 60s")
  private @Nullable String readTimeout;

  @Option(names = "--connect-timeout", paramLabel = "TIME", description = "its connect timeout")
  private @Nullable String connectTimeout;

  @Option(names = "--max-attempts", paramLabel = "N", description = "attempts, the first included")
  private @Nullable String maxAttempts;

  @Option(names = "--retry-mode", paramLabel = "MODE", description = "legacy, standard, adaptive")
  private @Nullable String retryMode;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "a setting as the client itself calls it; may be repeated")
  private List<String> settings = new ArrayList<>();

  /** The place that a flag stands for: one flag sets all of the raw settings. */
  static String place(String pointer) {
    return pointer.startsWith("/client/settings/") ? "/client/settings" : pointer;
  }

  void addTo(FlagDocument document) {
    document
        .client(client)
        .text("/client/readTimeout", readTimeout)
        .text("/client/connectTimeout", connectTimeout)
        .number("/client/maxAttempts", maxAttempts)
        .text("/client/retryMode", retryMode)
        .settings(settings);
  }
}
