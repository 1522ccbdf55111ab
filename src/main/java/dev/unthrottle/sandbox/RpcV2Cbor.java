package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The protocol smithy-rpc-v2-cbor, which newer clients speak to CloudWatch. Errors also carry the
 * code that the query protocol would have given them.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 */
final class RpcV2Cbor implements Protocol {

  private static final CBORMapper MAPPER = new CBORMapper();
  private static final CBORFactory FACTORY = new CBORFactory();

  /** RFC 8949: a time in seconds since 1970 follows. */
  private static final int EPOCH_TAG = 1;

  private static final String NAMESPACE = "com.amazonaws.cloudwatch#";

  @Override
  public JsonNode input(Request request) {
    try {
      return MAPPER.readTree(request.body().bytes());
    } catch (IOException _) {
      throw new AwsError(400, "SerializationException", "The body is not CBOR.");
    }
  }

  @Override
  public Response output(Request request, Map<String, ?> output) {
    return response(200, request, output);
  }

  @Override
  public Response error(Request request, AwsError error) {
    Map<String, String> body = Map.of("__type", NAMESPACE + error.code(), "message", error.text());
    return response(error.status(), request, body)
        .with("x-amzn-query-error", AwsQuery.code(error) + ";" + AwsQuery.fault(error));
  }

  private static Response response(int status, Request request, Map<String, ?> body) {
    return Response.of(status, "application/cbor", cbor(body))
        .with("smithy-protocol", "rpc-v2-cbor")
        .with(REQUEST_ID_HEADER, request.id());
  }

  private static byte[] cbor(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator cbor = FACTORY.createGenerator(bytes)) {
      write(value, cbor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Object value, CBORGenerator cbor) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        cbor.writeStartObject(map, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          cbor.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), cbor);
        }
        cbor.writeEndObject();
      }
      case List<?> list -> {
        cbor.writeStartArray(list, list.size());
        for (Object item : list) {
          write(item, cbor);
        }
        cbor.writeEndArray();
      }
      case Instant at -> {
        cbor.writeTag(EPOCH_TAG);
        cbor.writeNumber(at.toEpochMilli() / 1e3);
      }
      case Double number -> cbor.writeNumber(number);
      case Number number -> cbor.writeNumber(number.longValue());
      default -> cbor.writeString(value.toString());
    }
  }

  @Override
  public AwsError missingToken() {
    return new AwsError(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  @Override
  public AwsError unknownOperation(String operation) {
    return new AwsError(404, "UnknownOperationException", "Unknown operation " + operation);
  }
}
