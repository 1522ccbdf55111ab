package dev.unthrottle.app.lambda;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.diagnosis.DiagnosisId;
import dev.unthrottle.report.JsonText;

/** The event that tells a worker which diagnosis to make; what was asked lies in the table. */
final class WorkerEvent {

  private static final String ID = "diagnosisId";

  private WorkerEvent() {}

  static String of(String id) {
    return JsonText.compact(instance.objectNode().put(ID, id));
  }

  /**
   * The diagnosis's name.
   *
   * @throws IllegalArgumentException if the event is another one
   */
  static String read(JsonNode event) {
    String id = event.path(ID).asText();
    if (!DiagnosisId.isOne(id)) {
      throw new IllegalArgumentException(
          "A worker's event is {\"diagnosisId\": \"…\"}, and only the API sends it. Found: " + id);
    }
    return id;
  }
}
