package dev.unthrottle.app;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.report.JsonClient;
import dev.unthrottle.report.JsonReport;
import java.util.List;
import java.util.Objects;

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

  /** A client's effective settings, and what it does with them. */
  public ObjectNode one(ResolvedClient resolved) {
    ObjectNode node = instance.objectNode().put("schemaVersion", JsonReport.SCHEMA_VERSION);
    ObjectNode client = JsonReport.client(resolved);
    client.setAll(JsonClient.behaviour(resolved));
    node.set("client", client);
    node.set("variant", row(resolved.variant()));
    return node;
  }

  /**
   * The client that {@code document} describes.
   *
   * @throws ProblemException with everything that is wrong with it
   */
  public ResolvedClient read(JsonNode document, Findings findings) {
    Fields fields = new Fields(document, "", findings, List.of("client"));
    ClientConfiguration client =
        new ClientReader(findings, catalog)
            .read(fields.require("client", "Which client? An object with an id."));
    findings.refuseIfAny();
    return catalog.resolve(Objects.requireNonNull(client));
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

  private ObjectNode row(ClientVariant variant) {
    return JsonClient.variant(variant, catalog.settings(variant));
  }
}
