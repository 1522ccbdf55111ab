package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.advice.Alternative;
import java.util.List;

/** The settings that were played side by side, as JSON. */
final class JsonAlternatives {

  private JsonAlternatives() {}

  static ArrayNode of(List<Alternative> alternatives) {
    ArrayNode array = instance.arrayNode();
    alternatives.forEach(each -> array.add(one(alternatives.getFirst(), each)));
    return array;
  }

  private static ObjectNode one(Alternative now, Alternative alternative) {
    Client client = alternative.client();
    ObjectNode node =
        instance
            .objectNode()
            .put("id", alternative.kind().id())
            .put("name", AlternativeText.name(alternative.kind()))
            .put(
                "differs",
                alternative.kind() == Alternative.Kind.CURRENT ? null : differs(now, alternative));
    ObjectNode settings =
        instance.objectNode().put("version", client.version()).put("variant", client.variant());
    settings.setAll(JsonReport.effective(client));
    settings
        .put("functionTimeoutMs", alternative.functionTimeout().toMillis())
        .put("reservedConcurrency", alternative.reservedConcurrency())
        .put("asynchronous", alternative.asynchronous());
    node.set("settings", settings);
    node.set("outlook", JsonReport.outlook(alternative.outlook()));
    return node;
  }

  private static String differs(Alternative now, Alternative then) {
    return String.join(", ", AlternativeText.differences(now, then));
  }
}
