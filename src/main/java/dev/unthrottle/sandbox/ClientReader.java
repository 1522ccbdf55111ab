package dev.unthrottle.sandbox;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.RetryMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the clients of a scenario and looks them up in the catalogue. */
final class ClientReader {

  private final ClientCatalog catalog;

  ClientReader(ClientCatalog catalog) {
    this.catalog = catalog;
  }

  /** The client under the key {@code client}, or {@code null}. */
  @Nullable ResolvedClient client(YamlObject parent) {
    YamlObject yaml = parent.object("client");
    if (yaml == null) {
      return null;
    }
    String id = yaml.required("id", YamlValues.oneOf(clientIds()), ClientId.AWS_CLI.id());
    ClientConfiguration configuration =
        new ClientConfiguration(
            ClientId.find(id).orElseThrow(),
            yaml.<@Nullable String>optional("version", YamlValues::text, null),
            yaml.<@Nullable Duration>optional("connectTimeout", YamlValues::positiveDuration, null),
            yaml.<@Nullable Duration>optional("readTimeout", YamlValues::positiveDuration, null),
            yaml.<@Nullable Integer>optional("maxAttempts", YamlValues.wholeFrom(1), null),
            retryMode(yaml),
            settings(yaml.object("settings")));
    yaml.refuseUnknownKeys();
    return resolve(yaml, configuration);
  }

  private static @Nullable RetryMode retryMode(YamlObject yaml) {
    List<String> modes = Arrays.stream(RetryMode.values()).map(RetryMode::id).toList();
    return yaml.<@Nullable RetryMode>optional(
        "retryMode",
        node -> RetryMode.valueOf(YamlValues.oneOf(modes).apply(node).toUpperCase(Locale.ROOT)),
        null);
  }

  private static Map<String, String> settings(@Nullable YamlObject yaml) {
    return yaml == null ? Map.of() : yaml.texts((key, node) -> YamlValues.text(node));
  }

  private @Nullable ResolvedClient resolve(YamlObject yaml, ClientConfiguration configuration) {
    try {
      return catalog.resolve(configuration);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      message.lines().forEach(yaml::problem);
      return null;
    }
  }

  private static List<String> clientIds() {
    return Arrays.stream(ClientId.values()).map(ClientId::id).toList();
  }

  /** Who calls; boto3 with its defaults where a scenario doesn't say. */
  Client caller(YamlObject yaml) {
    ResolvedClient client = client(yaml);
    ResolvedClient caller =
        client == null
            ? catalog.resolve(ClientConfiguration.defaults(ClientId.BOTO3, null))
            : client;
    return caller.client();
  }
}
