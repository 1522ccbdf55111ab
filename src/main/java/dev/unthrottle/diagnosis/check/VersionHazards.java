package dev.unthrottle.diagnosis.check;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import java.util.List;

/** What can be wrong with the version of a client, and with settings that it reads or not. */
final class VersionHazards {

  private VersionHazards() {}

  /** What the catalogue warns of, but wouldn't without the settings. */
  static List<Clue> settingIgnored(Setup.Call call) {
    List<String> ofVersion = warningsOfVersion(call);
    return call.client().warnings().stream()
        .filter(warning -> !ofVersion.contains(warning))
        .map(warning ->
            new Clue(
                warning,
                "What somebody set has no effect, or another one.",
                "Set what this version obeys."))
        .toList();
  }

  static List<Clue> clientVersionUncertain(Setup.Call call) {
    List<String> ofVersion = warningsOfVersion(call);
    return call.client().warnings().stream()
        .filter(ofVersion::contains)
        .map(warning ->
            new Clue(
                warning,
                "Timeouts and retries differ between versions of a client.",
                "Say which version it is: --client %s@VERSION, or in the template's Metadata."
                    .formatted(call.client().client().id().id()),
                ""))
        .toList();
  }

  private static List<String> warningsOfVersion(Setup.Call call) {
    Client client = call.client().client();
    return ClientCatalog.bundled()
        .resolve(ClientConfiguration.defaults(client.id(), client.version()))
        .warnings();
  }
}
