package dev.unthrottle.app.cli;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The client that calls. */
final class ClientOptions {

  private static final Set<String> OWN_PLACES = Set.of("/client", "/client/id", "/client/version");

  @Option(names = "--client", paramLabel = "ID[@VERSION]", description = "aws-cli@2.31.0, boto3, …")
  private @Nullable String client;

  @Mixin private final SettingOptions settings = new SettingOptions();

  /** The flag that a place stands for, if one of these does. */
  static Optional<String> flag(String pointer) {
    return OWN_PLACES.contains(pointer) ? Optional.of("--client") : SettingOptions.flag(pointer);
  }

  void addTo(FlagDocument document) {
    document.client(client);
    settings.addTo(document);
  }
}
