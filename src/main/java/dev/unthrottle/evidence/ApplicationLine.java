package dev.unthrottle.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.unthrottle.evidence.PlatformLine.CallMark;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an application's structured logger prints, as far as it tells which call an execution
 * serves: an idempotency key or a hash of the payload, beside the request id. Loggers spell the
 * names in many ways, so case, hyphens and underscores don't count, and neither does how deep they
 * lie. Correlation ids are left alone: one of them may belong to many calls.
 */
final class ApplicationLine {

  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable String requestId;
  private @Nullable String call;

  private ApplicationLine() {}

  /** Reads a message in JSON; {@code null} if it doesn't name both. */
  static @Nullable CallMark parse(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (!lower.contains("idempotency") && !lower.contains("payload")) {
      return null;
    }
    ApplicationLine line = new ApplicationLine();
    try (JsonParser json = JSON.createParser(message)) {
      line.read(json);
    } catch (IOException notJson) {
      return null; // Then it only looks like it.
    }
    return line.requestId == null || line.call == null
        ? null
        : new CallMark(line.requestId, line.call);
  }

  private void read(JsonParser json) throws IOException {
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token == JsonToken.VALUE_STRING && json.currentName() != null) {
        field(json.currentName(), json.getText());
      }
    }
  }

  /** The first of each counts: what lies deeper may be about another function. */
  private void field(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "")) {
      case "requestid", "awsrequestid", "functionrequestid" ->
          requestId = requestId == null ? value : requestId;
      case "idempotencykey", "payloadhash" -> call = call == null ? value : call;
      default -> {} // Of no consequence here.
    }
  }
}
