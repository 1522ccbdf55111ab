package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The protocol awsQuery: the operation stands in the form parameter {@code Action}, lists are
 * spelled {@code Name.member.1.…}, and answers are XML.
 *
 * @param operation which operation, since answers repeat it
 * @param namespace the XML namespace of the service
 */
record AwsQuery(String operation, String namespace) implements Protocol {

  private static final Pattern DOT = Pattern.compile("\\.");

  @Override
  public JsonNode input(Request request) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    Request.parameters(request.body().text())
        .forEach((name, value) -> put(input, DOT.splitAsStream(name).toList(), value));
    return input;
  }

  /** Puts a value at a path such as {@code Queries.member.1.Id}. */
  private static void put(ObjectNode at, List<String> path, String value) {
    String name = path.getFirst();
    if (path.size() == 1) {
      at.put(name, value);
    } else if (path.get(1).equals("member") && path.size() > 2) {
      putItem(at.withArray(name), path.subList(2, path.size()), value);
    } else {
      put(at.withObjectProperty(name), path.subList(1, path.size()), value);
    }
  }

  private static void putItem(ArrayNode list, List<String> path, String value) {
    int index = index(path.getFirst());
    while (list.size() <= index) {
      if (path.size() == 1) {
        list.add("");
      } else {
        list.addObject();
      }
    }
    if (path.size() == 1) {
      list.set(index, value);
    } else if (list.get(index) instanceof ObjectNode item) {
      put(item, path.subList(1, path.size()), value);
    }
  }

  private static int index(String number) {
    if (!number.matches("[1-9]\\d{0,3}")) {
      throw new AwsError(400, "MalformedInput", "List index must be a positive number");
    }
    return Integer.parseInt(number) - 1;
  }

  @Override
  public Response output(Request request, Map<String, ?> output) {
    StringBuilder xml = new StringBuilder();
    xml.append("<%sResponse xmlns=\"%s\">".formatted(operation, namespace));
    element(xml, operation + "Result", output);
    element(xml, "ResponseMetadata", Map.of("RequestId", request.id()));
    xml.append("</%sResponse>".formatted(operation));
    return response(200, request, xml);
  }

  @Override
  public Response error(Request request, AwsError error) {
    StringBuilder xml = new StringBuilder("<ErrorResponse xmlns=\"%s\">".formatted(namespace));
    xml.append("<Error>");
    element(xml, "Type", fault(error));
    element(xml, "Code", code(error));
    element(xml, "Message", error.text());
    xml.append("</Error>");
    element(xml, "RequestId", request.id());
    xml.append("</ErrorResponse>");
    return response(error.status(), request, xml);
  }

  /** The query protocol's name of an error: without {@code Exception} at its end. */
  static String code(AwsError error) {
    return error.code().endsWith("Exception")
        ? error.code().substring(0, error.code().length() - "Exception".length())
        : error.code();
  }

  /** Who is to blame. */
  static String fault(AwsError error) {
    return error.status() < 500 ? "Sender" : "Receiver";
  }

  private static Response response(int status, Request request, StringBuilder xml) {
    return Response.of(status, "text/xml", xml.toString()).with(REQUEST_ID_HEADER, request.id());
  }

  private static void element(StringBuilder xml, String name, Object value) {
    xml.append('<').append(name).append('>');
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, item) -> element(xml, String.valueOf(key), item));
      case List<?> list -> list.forEach(item -> element(xml, "member", item));
      case Instant at -> xml.append(at);
      default -> xml.append(escaped(value.toString()));
    }
    xml.append("</").append(name).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public AwsError missingToken() {
    return new AwsError(
        403, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }

  @Override
  public AwsError unknownOperation(String action) {
    return new AwsError(
        400, "InvalidAction", "Could not find operation %s for this version".formatted(action));
  }
}
