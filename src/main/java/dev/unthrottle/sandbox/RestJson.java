package dev.unthrottle.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The protocol of Lambda: the operation stands in method and path, errors in a header. */
final class RestJson implements Protocol {

  private static final String JSON = "application/json";

  /**
   * The errors whose message key is {@code Message}; it is {@code message} in all others.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">the service
   *     model's error shapes</a>, checked 2026-11-22
   */
  private static final Pattern CAPITAL_MESSAGE =
      Pattern.compile(
          "(EC2|EFS|ENI|KMS|SnapStart|ResourceNotFound|Service|AccessDenied|RecursiveInvocation)"
              + "[A-Za-z]*Exception");

  @Override
  public JsonNode input(Request request) {
    try {
      return Json.read(request.body().bytes());
    } catch (JsonProcessingException e) {
      throw LambdaErrors.invalidRequestContent(
          "Could not parse request body into json: " + e.getMessage());
    }
  }

  @Override
  public Response output(Request request, Map<String, ?> output) {
    return Response.of(200, JSON, Json.write(output)).with(REQUEST_ID_HEADER, request.id());
  }

  @Override
  public Response error(Request request, AwsError error) {
    Map<String, String> body = new LinkedHashMap<>(error.members());
    body.put(CAPITAL_MESSAGE.matcher(error.code()).matches() ? "Message" : "message", error.text());
    return Response.of(error.status(), JSON, Json.write(body))
        .with(REQUEST_ID_HEADER, request.id())
        .with("x-amzn-ErrorType", error.code());
  }

  @Override
  public AwsError missingToken() {
    return new AwsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  @Override
  public AwsError unknownOperation(String operation) {
    return new AwsError(404, "UnknownOperationException", "Unknown operation " + operation);
  }
}
