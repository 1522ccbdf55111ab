package dev.unthrottle.app.cli.template;

import dev.unthrottle.client.ClientId;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** A function of a template. */
final class TemplateFunction {

  static final String SERVERLESS = "AWS::Serverless::Function";
  static final String PLAIN = "AWS::Lambda::Function";

  /** Lambda's default: {@code Timeout} of CreateFunction, checked 2026-11-22. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  private static final Pattern RUNTIME = Pattern.compile("(python|nodejs|ruby)(\\d+).*");

  /** The first Node.js runtime that has version 3 of the SDK for JavaScript, not 2. */
  private static final int NODE_WITH_SDK_3 = 18;

  private final String id;
  private final Node resource;
  private final Template template;

  TemplateFunction(String id, Node resource, Template template) {
    this.id = id;
    this.resource = resource;
    this.template = template;
  }

  String id() {
    return id;
  }

  int line() {
    return Yaml.line(resource);
  }

  /** The function as the rules see it; what isn't known is {@code null}. */
  Setup.Target target() {
    Value timeout = timeout();
    return new Setup.Target(
        id,
        timeout instanceof Value.Absent ? DEFAULT_TIMEOUT : timeout.as(Texts::seconds).orElse(null),
        reserved().as(Texts::slots).orElse(null));
  }

  Value timeout() {
    return property("Timeout");
  }

  Value reserved() {
    return property("ReservedConcurrentExecutions");
  }

  /** Where its settings stand, as far as they do. */
  Map<Part, Integer> lines() {
    var lines = new LinkedHashMap<Part, Integer>();
    int timeout = timeout().lineOr(line());
    lines.put(Part.FUNCTION_TIMEOUT, timeout);
    lines.put(Part.GATEWAY, timeout);
    lines.put(Part.RESERVED_CONCURRENCY, reserved().lineOr(line()));
    return lines;
  }

  /** The events of SAM that start it, by name. */
  Map<String, Node> events() {
    return Yaml.at(resource, "Properties", "Events").map(Yaml::entries).orElse(Map.of());
  }

  /** Its environment, with what SAM's globals add to it. */
  Map<String, Node> environment() {
    var variables = new LinkedHashMap<String, Node>();
    globals()
        .flatMap(globals -> Yaml.at(globals, "Environment", "Variables"))
        .ifPresent(node -> variables.putAll(Yaml.entries(node)));
    Yaml.at(resource, "Properties", "Environment", "Variables")
        .ifPresent(node -> variables.putAll(Yaml.entries(node)));
    return variables;
  }

  /**
   * The AWS client that its runtime brings along; {@code null} where it brings none, or isn't
   * known.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Lambda
   *     runtimes</a>, checked 2026-11-23
   */
  @Nullable ClientId client() {
    Matcher runtime = RUNTIME.matcher(property("Runtime").as(text -> text).orElse(""));
    if (!runtime.matches()) {
      return null;
    }
    return switch (runtime.group(1)) {
      case "python" -> ClientId.BOTO3;
      case "ruby" -> ClientId.RUBY;
      default ->
          Integer.parseInt(runtime.group(2)) >= NODE_WITH_SDK_3 ? ClientId.JS_V3 : ClientId.JS_V2;
    };
  }

  /** Whether {@code node} names this function. */
  boolean isNamedIn(Node node) {
    Set<String> names = Yaml.references(node);
    return names.contains(id);
  }

  private Value property(String name) {
    return template.value(
        Yaml.at(resource, "Properties", name)
            .or(() -> globals().flatMap(globals -> Yaml.at(globals, name))));
  }

  private Optional<Node> globals() {
    boolean serverless =
        Yaml.at(resource, "Type").flatMap(Yaml::text).filter(SERVERLESS::equals).isPresent();
    return serverless ? template.globalsOfFunctions() : Optional.empty();
  }
}
