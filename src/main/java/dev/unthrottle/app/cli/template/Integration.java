package dev.unthrottle.app.cli.template;

import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.report.CheckReport.Place;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * How an API calls a function.
 *
 * @param kind the kind of API
 * @param timeout how long it waits, if that is set
 * @param mode how it hands the answer on: at once, or bit by bit
 * @param invocation what the API says to Lambda, if that is set: {@code 'Event'} doesn't wait
 * @param place where it stands
 */
record Integration(CallerKind kind, Value timeout, String mode, String invocation, Place place) {

  private static final String TYPE_HEADER = "integration.request.header.X-Amz-Invocation-Type";

  /** As {@code AWS::ApiGateway::Method} and {@code AWS::ApiGatewayV2::Integration} write it. */
  static Integration ofResource(CallerKind kind, Node properties, Template template) {
    return new Integration(
        kind,
        template.value(Yaml.at(properties, "TimeoutInMillis")),
        template.value(Yaml.at(properties, "ResponseTransferMode")).known().orElse(""),
        Yaml.textAt(properties, "RequestParameters", TYPE_HEADER),
        template.place(properties));
  }

  /**
   * As {@code x-amazon-apigateway-integration} in OpenAPI writes it.
   *
   * @param file where the document stands
   */
  static Integration inOpenApi(CallerKind kind, Node extension, Template template, String file) {
    Optional<Node> timeout = Yaml.at(extension, "timeoutInMillis");
    return new Integration(
        kind,
        template.value(timeout).at(new Place(file, Yaml.line(timeout.orElse(extension)))),
        template.value(Yaml.at(extension, "responseTransferMode")).known().orElse(""),
        Yaml.textAt(extension, "requestParameters", TYPE_HEADER),
        new Place(file, Yaml.line(extension)));
  }

  /** What it calls, in OpenAPI or in a resource. */
  static Optional<Node> uri(Node node) {
    return Yaml.at(node, "uri")
        .or(() -> Yaml.at(node, "Uri"))
        .or(() -> Yaml.at(node, "IntegrationUri"));
  }

  /** Whether the API waits for the whole answer. */
  boolean waits() {
    return !mode.endsWith("STREAM") && !invocation.contains("Event");
  }
}
