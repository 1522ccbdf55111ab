package dev.unthrottle.app;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.report.JsonReport;
import java.util.List;
import java.util.Locale;

/** The catalogue of clients as answers show it. */
public final class Catalogue {

  private final ClientCatalog catalog;

  /** The catalogue to show. */
  public Catalogue(ClientCatalog catalog) {
    this.catalog = catalog;
  }

  /** Every row. */
  public ObjectNode all() {
    ObjectNode node = instance.objectNode().put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ArrayNode clients = node.putArray("clients");
    catalog.variants().forEach(variant -> clients.add(row(variant)));
    return node;
  }

  /** A client's effective defaults. */
  public ObjectNode one(ResolvedClient resolved) {
    ObjectNode node = instance.objectNode().put("schemaVersion", JsonReport.SCHEMA_VERSION);
    node.set("client", JsonReport.client(resolved));
    node.set("variant", row(resolved.variant()));
    return node;
  }

  /**
   * The defaults of {@code name}, which is {@code aws-cli} or {@code aws-cli@2.31.0}.
   *
   * @throws ProblemException if there is no such client or version
   */
  public ResolvedClient find(String name) {
    int at = name.indexOf('@');
    String id = at < 0 ? name : name.substring(0, at);
    String version = at < 0 ? null : name.substring(at + 1);
    try {
      return catalog.resolve(ClientConfiguration.defaults(ClientId.parse(id), version));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.of(Problem.Kind.NO_SUCH_CLIENT, String.valueOf(e.getMessage())));
    }
  }

  private static ObjectNode row(ClientVariant variant) {
    ObjectNode node =
        instance
            .objectNode()
            .put("variant", variant.id())
            .put("id", variant.client().id())
            .put("versions", variant.versions())
            .put("versionChecked", variant.versionChecked())
            .put("defaultMode", variant.defaultMode());
    node.set(
        "defaults",
        JsonReport.effective(variant.timeouts(), variant.retries(), variant.tcpKeepAlive()));
    node.put("confidence", variant.confidence().name().toLowerCase(Locale.ROOT));
    node.set("sources", strings(variant.sources()));
    node.set("notes", strings(variant.notes()));
    return node;
  }

  private static ArrayNode strings(List<String> texts) {
    ArrayNode array = instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
