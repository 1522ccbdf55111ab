package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.HazardRule;
import dev.unthrottle.diagnosis.check.Severity;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import dev.unthrottle.report.CheckReport.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A check as SARIF, with what GitHub's code scanning asks for beyond the standard.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 * @see <a
 *     href="https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning">SARIF
 *     support for code scanning</a>, checked 2026-11-23
 */
final class Sarif {

  static final String VERSION = "2.1.0";

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** What a relative path is relative to, by the name that the standard suggests. */
  private static final String SOURCES = "%SRCROOT%";

  /** Which way of telling results apart this is; another way needs another name. */
  private static final String FINGERPRINT = "ruleAndSubject/v1";

  private static final List<HazardRule> RULES = List.of(HazardRule.values());

  private final Map<String, Integer> fingerprints = new HashMap<>();

  private Sarif() {}

  static ObjectNode of(CheckReport report) {
    ObjectNode log = instance.objectNode().put("$schema", SCHEMA).put("version", VERSION);
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Unthrottle");
    ArrayNode rules = driver.putArray("rules");
    for (HazardRule rule : RULES) {
      rules.add(rule(rule));
    }
    ArrayNode results = run.putArray("results");
    var sarif = new Sarif();
    for (Checked one : report.checked()) {
      one.hazards().forEach(hazard -> results.add(sarif.result(one, hazard)));
    }
    // Columns aren't told; this is what they would be counted in.
    run.put("columnKind", "utf16CodeUnits");
    return log;
  }

  private static ObjectNode rule(HazardRule rule) {
    ObjectNode node = instance.objectNode().put("id", rule.id());
    node.putObject("shortDescription").put("text", rule.meaning());
    node.putObject("fullDescription").put("text", rule.meaning());
    node.putObject("help")
        .put(
            "text",
            "docs/check.md of Unthrottle says how the figures of %s come about."
                .formatted(rule.id()));
    node.putObject("defaultConfiguration").put("level", rule.severity().id());
    ObjectNode properties = node.putObject("properties");
    properties.put("problem.severity", problem(rule.severity()));
    properties.putArray("tags").add("reliability").add("aws-lambda");
    return node;
  }

  /** What code scanning calls a severity. */
  private static String problem(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "recommendation";
    };
  }

  private ObjectNode result(Checked checked, Located located) {
    Hazard hazard = located.hazard();
    ObjectNode node =
        instance
            .objectNode()
            .put("ruleId", hazard.rule().id())
            .put("ruleIndex", RULES.indexOf(hazard.rule()))
            .put("level", hazard.rule().severity().id());
    node.putObject("message").put("text", message(hazard));
    ObjectNode location = node.putArray("locations").addObject();
    Place place = located.place();
    if (place != null) {
      ObjectNode physical = location.putObject("physicalLocation");
      physical.set("artifactLocation", artifact(place.file()));
      physical.putObject("region").put("startLine", place.line());
    }
    location.putArray("logicalLocations").addObject().put("fullyQualifiedName", checked.name());
    node.putObject("partialFingerprints").put(FINGERPRINT, fingerprint(checked, hazard));
    return node;
  }

  /** Stays the same while lines move and figures change: the rule, what broke it, which time. */
  private String fingerprint(Checked checked, Hazard hazard) {
    String text = hazard.rule().id() + ":" + checked.name();
    return text + ":" + fingerprints.merge(text, 1, Integer::sum);
  }

  private static String message(Hazard hazard) {
    String text = "%s %s Fix: %s".formatted(hazard.found(), hazard.why(), hazard.wholeFix());
    return hazard.snippet() == null ? text : text + "\n\n" + hazard.snippet().stripTrailing();
  }

  /** Relative where the path is, because that is how a repository's files are found. */
  private static ObjectNode artifact(String file) {
    Path path = Path.of(file).normalize();
    if (path.isAbsolute()) {
      return instance.objectNode().put("uri", path.toUri().toASCIIString());
    }
    try {
      String relative = path.toString().replace('\\', '/');
      return instance
          .objectNode()
          .put("uri", new URI(null, null, relative, null).toASCIIString())
          .put("uriBaseId", SOURCES);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Every path can be encoded", e);
    }
  }
}
