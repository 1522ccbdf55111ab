package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientConfigurationException;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.RetryMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code client} of a request. */
final class ClientReader {

  static final List<String> FIELDS =
      List.of(
          "id", "version", "connectTimeout", "readTimeout", "maxAttempts", "retryMode", "settings");

  /** No client waits longer for a Lambda function, whose own limit is 15 minutes. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

  private static final int MOST_ATTEMPTS = 100;

  private final Findings findings;
  private final ClientCatalog catalog;

  ClientReader(Findings findings, ClientCatalog catalog) {
    this.findings = findings;
    this.catalog = catalog;
  }

  /** The client of {@code request}; {@code null} if there is none, or a finding about it. */
  @Nullable ClientConfiguration read(Fields request) {
    if (!request.has("client")) {
      return null;
    }
    ClientConfiguration client = readFrom(request.object("client", FIELDS));
    return findings.nothingIn(request.at("client")) ? client : null;
  }

  /** The client that {@code fields} are; {@code null} if nothing tells which one it is. */
  @Nullable ClientConfiguration readFrom(Fields fields) {
    fields.require("id", "Which client? One of " + ids());
    ClientId id = fields.choice("id", ClientId::find, ids());
    var version = fields.text("version", "A version is a text, such as 2.31.0.");
    var connect = fields.duration("connectTimeout", LONGEST_TIMEOUT);
    var read = fields.duration("readTimeout", LONGEST_TIMEOUT);
    var attempts = fields.integer("maxAttempts", 1, MOST_ATTEMPTS);
    var mode = fields.choice("retryMode", ClientReader::mode, modes());
    Map<String, String> settings = settings(fields);
    if (id == null) {
      return null;
    }
    var client = new ClientConfiguration(id, version, connect, read, attempts, mode, settings);
    checkWithCatalogue(client, fields);
    return client;
  }

  /**
   * Lets the catalogue say what it makes of it, while everything can still be told at once. It is
   * told of no field that was found wrong already, and takes the default in its place.
   */
  private void checkWithCatalogue(ClientConfiguration client, Fields fields) {
    try {
      catalog.resolve(client);
    } catch (ClientConfigurationException e) {
      e.problems().forEach(problem -> add(problem, fields));
    }
  }

  private void add(ClientConfigurationException.Problem problem, Fields fields) {
    JsonNode value = fields.node(problem.field());
    String pointer = fields.at(problem.field());
    if (problem.setting() != null) {
      value = value == null ? null : value.get(problem.setting());
      pointer += Fields.token(problem.setting());
    }
    if (findings.nothingIn(pointer)) {
      tell(pointer, problem.sentence(), value);
    }
  }

  private void tell(String pointer, String sentence, @Nullable JsonNode value) {
    if (value == null) {
      findings.add(pointer, sentence);
    } else {
      findings.refused(pointer, new IllegalArgumentException(sentence), Fields.quote(value));
    }
  }

  private Map<String, String> settings(Fields fields) {
    JsonNode node = fields.node("settings");
    var settings = new LinkedHashMap<String, String>();
    if (node == null) {
      return settings;
    }
    if (!node.isObject()) {
      findings.add(
          fields.at("settings"), "This is an object: names and values as the client has them.");
    }
    node.properties()
        .forEach(setting -> {
          if (setting.getValue().isValueNode()) {
            settings.put(setting.getKey(), setting.getValue().asText());
          } else {
            String pointer = fields.at("settings") + Fields.token(setting.getKey());
            findings.add(pointer, "A setting is a text, a number or a flag.");
          }
        });
    return settings;
  }

  static List<String> ids() {
    return Arrays.stream(ClientId.values()).map(ClientId::id).toList();
  }

  private static List<String> modes() {
    return Arrays.stream(RetryMode.values()).map(RetryMode::id).toList();
  }

  private static Optional<RetryMode> mode(String id) {
    return Arrays.stream(RetryMode.values()).filter(mode -> mode.id().equals(id)).findFirst();
  }
}
