package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.HazardRule;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import dev.unthrottle.report.CheckReport.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * A check as SARIF.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class Sarif {

  static final String VERSION = "2.1.0";

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private Sarif() {}

  static ObjectNode of(CheckReport report) {
    ObjectNode log = instance.objectNode().put("$schema", SCHEMA).put("version", VERSION);
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Unthrottle");
    ArrayNode rules = driver.putArray("rules");
    for (HazardRule rule : HazardRule.values()) {
      rules.add(rule(rule));
    }
    ArrayNode results = run.putArray("results");
    for (Checked one : report.checked()) {
      one.hazards().forEach(hazard -> results.add(result(one, hazard)));
    }
    // Columns aren't told; this is what they would be counted in.
    run.put("columnKind", "utf16CodeUnits");
    return log;
  }

  private static ObjectNode rule(HazardRule rule) {
    ObjectNode node = instance.objectNode().put("id", rule.id());
    node.putObject("shortDescription").put("text", rule.meaning());
    node.putObject("defaultConfiguration").put("level", rule.severity().id());
    return node;
  }

  private static ObjectNode result(Checked checked, Located located) {
    Hazard hazard = located.hazard();
    ObjectNode node =
        instance
            .objectNode()
            .put("ruleId", hazard.rule().id())
            .put("level", hazard.rule().severity().id());
    node.putObject("message").put("text", message(hazard));
    ObjectNode location = node.putArray("locations").addObject();
    Place place = located.place();
    if (place != null) {
      ObjectNode physical = location.putObject("physicalLocation");
      physical.putObject("artifactLocation").put("uri", uri(place.file()));
      physical.putObject("region").put("startLine", place.line());
    }
    location.putArray("logicalLocations").addObject().put("fullyQualifiedName", checked.name());
    return node;
  }

  private static String message(Hazard hazard) {
    String text = "%s %s Fix: %s".formatted(hazard.found(), hazard.why(), hazard.fix());
    return hazard.snippet() == null ? text : text + "\n\n" + hazard.snippet().stripTrailing();
  }

  /** Relative where the path is, because that is how a repository's files are found. */
  private static String uri(String file) {
    Path path = Path.of(file).normalize();
    if (path.isAbsolute()) {
      return path.toUri().toASCIIString();
    }
    try {
      return new URI(null, null, path.toString().replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Every path can be encoded", e);
    }
  }
}
