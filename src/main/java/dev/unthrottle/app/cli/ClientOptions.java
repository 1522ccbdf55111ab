package dev.unthrottle.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The client that calls. */
final class ClientOptions {

  @Option(names = "--client", paramLabel = "ID[@VERSION]", description = "aws-cli@2.31.0, boto3, …")
  private @Nullable String client;

  @Mixin private final SettingOptions settings = new SettingOptions();

  /** The place that a flag stands for: one flag sets all of the raw settings. */
  static String place(String pointer) {
    return pointer.startsWith("/client/settings/") ? "/client/settings" : pointer;
  }

  void addTo(FlagDocument document) {
    document.client(client);
    settings.addTo(document);
  }
}
