package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** How a service's requests and answers are written. */
interface Protocol {

  /** Where protocols carry the request's id. */
  String REQUEST_ID_HEADER = "x-amzn-RequestId";

  /**
   * The input of an operation.
   *
   * @throws AwsError if it can't be read
   */
  JsonNode input(Request request);

  /**
   * A successful answer.
   *
   * @param output maps, lists, texts, numbers and {@link java.time.Instant}s by the names of the
   *     service model
   */
  Response output(Request request, Map<String, ?> output);

  /** An error. */
  Response error(Request request, AwsError error);

  /** The error of a request without credentials. */
  AwsError missingToken();

  /** The error of a request for what the service doesn't know. */
  AwsError unknownOperation(String operation);
}
