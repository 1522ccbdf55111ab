package dev.unthrottle.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The protocols awsJson1.0 (CloudWatch) and awsJson1.1 (CloudWatch Logs): the operation stands in
 * {@code X-Amz-Target}, an error's code in its body.
 *
 * @param version {@code 1.0} or {@code 1.1}
 */
record AwsJson(String version) implements Protocol {

  @Override
  public JsonNode input(Request request) {
    try {
      return Json.read(request.body().bytes());
    } catch (JsonProcessingException _) {
      throw new AwsError(
          400, "SerializationException", "Start of structure or map found where not expected.");
    }
  }

  @Override
  public Response output(Request request, Map<String, ?> output) {
    return response(200, request, output);
  }

  @Override
  public Response error(Request request, AwsError error) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("__type", error.code());
    body.putAll(error.members());
    body.put("message", error.text());
    return response(error.status(), request, body);
  }

  private Response response(int status, Request request, Map<String, ?> body) {
    return Response.of(status, "application/x-amz-json-" + version, Json.write(body))
        .with(REQUEST_ID_HEADER, request.id());
  }

  @Override
  public AwsError missingToken() {
    return new AwsError(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  @Override
  public AwsError unknownOperation(String operation) {
    return new AwsError(400, "UnknownOperationException", "Unknown operation " + operation);
  }
}
