package dev.unthrottle.diagnosis;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.Snippet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The recommended settings as they are pasted: for the client at hand in its version, for the
 * others in their newest.
 */
final class Snippets {

  private Snippets() {}

  static Map<String, String> of(
      Client recommended, boolean asynchronous, CaseFile file, ClientCatalog catalog) {
    Map<String, String> snippets = new TreeMap<>();
    for (ClientId id : ClientId.values()) {
      ClientVariant variant =
          id == recommended.id()
              ? file.resolved().variant()
              : catalog.resolve(ClientConfiguration.defaults(id, null)).variant();
      Snippet snippet =
          Snippet.of(
              variant,
              recommended.timeouts(),
              recommended.retries().maxAttempts(),
              recommended.tcpKeepAlive(),
              asynchronous,
              file.evidence().function().toString());
      snippets.put(id.id(), snippet.text());
    }
    return snippets;
  }
}
