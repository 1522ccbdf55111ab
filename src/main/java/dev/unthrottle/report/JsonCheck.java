package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.Severity;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import dev.unthrottle.report.CheckReport.Place;

/** A check as JSON. */
final class JsonCheck {

  private JsonCheck() {}

  static ObjectNode of(CheckReport report) {
    ObjectNode node =
        instance
            .objectNode()
            .put("schemaVersion", JsonReport.SCHEMA_VERSION)
            .put("failed", report.failed())
            .put("failOn", report.failOn().id());
    ObjectNode counts = node.putObject("counts");
    for (Severity severity : Severity.values()) {
      counts.put(severity.id(), report.count(severity));
    }
    var checked = node.putArray("checked");
    report.checked().forEach(one -> checked.add(one.name()));
    var hazards = node.putArray("hazards");
    for (Checked one : report.checked()) {
      one.hazards().forEach(hazard -> hazards.add(hazard(one, hazard, report)));
    }
    return node;
  }

  private static ObjectNode hazard(Checked checked, Located located, CheckReport report) {
    Hazard hazard = located.hazard();
    ObjectNode node =
        instance
            .objectNode()
            .put("rule", hazard.rule().id())
            .put("severity", hazard.rule().severity().id())
            .put("fails", report.fails(located))
            .put("subject", checked.name())
            .put("found", hazard.found())
            .put("why", hazard.why())
            .put("fix", hazard.fix())
            .put("snippet", hazard.snippet());
    Place place = located.place();
    if (place == null) {
      return node.putNull("place");
    }
    node.putObject("place").put("file", place.file()).put("line", place.line());
    return node;
  }
}
