package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.evidence.AsyncSettings;
import dev.unthrottle.evidence.EventSources;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Hosting;
import dev.unthrottle.evidence.ProvisionedConcurrency;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.evidence.Routing;
import dev.unthrottle.evidence.Surroundings;

/** How a function is set up, as JSON; what isn't known is {@code null}. */
final class JsonFunction {

  private JsonFunction() {}

  static ObjectNode of(Evidence evidence) {
    FunctionSettings settings = evidence.settings().value().orElse(null);
    Reservation reservation = evidence.reservation().value().orElse(null);
    ObjectNode node =
        instance
            .objectNode()
            .put("name", evidence.function().name())
            .put("qualifier", evidence.function().qualifier())
            .put("arn", settings == null ? null : settings.arn())
            .put("timeoutMs", settings == null ? null : JsonReport.millis(settings.timeout()))
            .put("memoryMb", settings == null ? null : (Integer) settings.memoryMb())
            .put("reservation", Limits.reservationId(reservation))
            .put("reservedConcurrency", Limits.reservedSlots(reservation));
    evidence
        .account()
        .value()
        .ifPresentOrElse(
            account ->
                node.put("accountConcurrency", account.concurrentExecutions())
                    .put("unreservedConcurrency", account.unreservedConcurrentExecutions()),
            () -> node.putNull("accountConcurrency").putNull("unreservedConcurrency"));
    surroundings(evidence.surroundings(), node);
    node.set("logging", settings == null ? null : logging(settings.logs()));
    node.set("hosting", settings == null ? null : hosting(settings.hosting()));
    return node;
  }

  private static void surroundings(Surroundings around, ObjectNode node) {
    node.put(
        "provisionedConcurrency",
        around.provisioned().value().map(ProvisionedConcurrency::requested).orElse(null));
    node.set("versions", around.routing().value().map(JsonFunction::versions).orElse(null));
    node.set(
        "eventSources", around.eventSources().value().map(JsonFunction::eventSources).orElse(null));
    node.set("asynchronous", around.async().value().map(JsonFunction::async).orElse(null));
  }

  private static ArrayNode versions(Routing routing) {
    ArrayNode versions = instance.arrayNode();
    routing
        .shares()
        .forEach((version, share) ->
            versions.addObject().put("version", version).put("share", Figures.rounded(share)));
    return versions;
  }

  private static ArrayNode eventSources(EventSources sources) {
    ArrayNode nodes = instance.arrayNode();
    for (EventSources.Mapping mapping : sources.mappings()) {
      nodes
          .addObject()
          .put("service", mapping.service())
          .put("source", mapping.source())
          .put("state", mapping.state())
          .put("batchSize", mapping.batchSize())
          .put("maximumConcurrency", mapping.maximumConcurrency());
    }
    return nodes;
  }

  private static ObjectNode async(AsyncSettings async) {
    return instance
        .objectNode()
        .put("retries", async.retries())
        .put("maximumAgeMs", async.maximumAge().toMillis())
        .put("onFailure", async.onFailure());
  }

  private static ObjectNode logging(FunctionSettings.LogSettings logs) {
    return instance
        .objectNode()
        .put("group", logs.group())
        .put("format", logs.json() ? "json" : "text")
        .put("systemLevel", logs.systemLevel());
  }

  private static ObjectNode hosting(Hosting hosting) {
    return instance
        .objectNode()
        .put("compute", compute(hosting.compute()))
        .put("durableTimeoutMs", JsonReport.millis(hosting.durable()))
        .put("snapStart", hosting.snapStart())
        .put("vpc", hosting.vpc())
        .put("tenantIsolation", hosting.tenantIsolation());
  }

  private static String compute(Hosting.Compute compute) {
    return switch (compute) {
      case Hosting.Compute.OnDemand _ -> "on-demand";
      case Hosting.Compute.ManagedInstances _ -> "managed-instances";
    };
  }
}
