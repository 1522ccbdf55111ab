package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import java.util.Map;
import java.util.TreeMap;

/**
 * The recommended settings as they are pasted: for the client at hand in its version, for the
 * others in their newest.
 */
final class Snippets {

  /** What the key of a client's block for the shared config file ends in. */
  private static final String CONFIG_FILE = "-config";

  private final boolean asynchronous;
  private final String function;
  private final Map<String, String> texts = new TreeMap<>();

  private Snippets(boolean asynchronous, String function) {
    this.asynchronous = asynchronous;
    this.function = function;
  }

  static Map<String, String> of(
      Client recommended, boolean asynchronous, CaseFile file, ClientCatalog catalog) {
    Snippets snippets = new Snippets(asynchronous, file.evidence().function().toString());
    for (ClientId id : ClientId.values()) {
      if (id == recommended.id()) {
        snippets.add(recommended);
      } else {
        snippets.addIfPossible(newest(id, recommended, catalog));
      }
    }
    return snippets.texts;
  }

  /** The newest version of another client, to behave like the recommended one. */
  private static Client newest(ClientId id, Client recommended, ClientCatalog catalog) {
    return catalog
        .resolve(ClientConfiguration.defaults(id, null))
        .client()
        .with(
            recommended.timeouts(),
            recommended.retries().maxAttempts(),
            recommended.tcpKeepAlive());
  }

  private void add(Client client) {
    String id = client.id().id();
    texts.put(id, Snippet.of(client, asynchronous, function).text());
    Snippet.configFile(client).ifPresent(file -> texts.put(id + CONFIG_FILE, file.text()));
  }

  /** Nobody asked about another client, so what it can't be told is no reason to fail. */
  private void addIfPossible(Client other) {
    try {
      add(other);
    } catch (Snippet.Impossible _) {
      // A diagnosis is complete without it.
    }
  }
}
