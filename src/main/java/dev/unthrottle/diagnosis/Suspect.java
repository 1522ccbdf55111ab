package dev.unthrottle.diagnosis;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.error.ErrorReading;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which client a case is about: the one that was named, else the one whose error was pasted, else a
 * guess.
 */
final class Suspect {

  private static final ClientId ASSUMED = ClientId.AWS_CLI;

  private Suspect() {}

  static ResolvedClient of(
      @Nullable ClientConfiguration named, @Nullable ErrorReading error, ClientCatalog catalog) {
    if (named != null) {
      return catalog.resolve(named);
    }
    if (error != null && error.client() != null) {
      return warned(
          catalog.resolve(inferred(error.client(), error)),
          "No client was given; the error text reads like one of %s."
              .formatted(error.client().id()));
    }
    return warned(
        catalog.resolve(ClientConfiguration.defaults(ASSUMED, null)),
        "No client was given and none could be inferred: %s with its defaults is assumed."
            .formatted(ASSUMED.id()));
  }

  private static ClientConfiguration inferred(ClientId id, ErrorReading error) {
    return new ClientConfiguration(id, null, null, null, error.attempts(), null, Map.of());
  }

  private static ResolvedClient warned(ResolvedClient client, String warning) {
    return new ResolvedClient(
        client.client(),
        client.variant(),
        Stream.concat(Stream.of(warning), client.warnings().stream()).toList());
  }
}
