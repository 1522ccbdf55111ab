package dev.unthrottle.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the client that calls was told. */
final class SettingOptions {

  private static final Map<String, String> FLAGS =
      Map.of(
          "/client/readTimeout", "--read-timeout",
          "/client/connectTimeout", "--connect-timeout",
          "/client/maxAttempts", "--max-attempts",
          "/client/retryMode", "--retry-mode",
          "/client/settings", "--setting");

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

  /** The flag that a place stands for, if one does: one flag sets all of the raw settings. */
  static Optional<String> flag(String pointer) {
    String place = pointer.startsWith("/client/settings/") ? "/client/settings" : pointer;
    return Optional.ofNullable(FLAGS.get(place));
  }

  void addTo(FlagDocument document) {
    document
        .text("/client/readTimeout", readTimeout)
        .text("/client/connectTimeout", connectTimeout)
        .number("/client/maxAttempts", maxAttempts)
        .text("/client/retryMode", retryMode)
        .settings(settings);
  }
}
