package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Parameters that operations of CloudWatch Logs share, and the errors about them. */
final class LogsInput {

  /** A page of events has at most so many, and so many bytes; checked 2026-11-22. */
  static final int PAGE_EVENTS = 10_000;

  static final int PAGE_BYTES = 1024 * 1024;

  private static final int BYTES_PER_EVENT = 26;

  private LogsInput() {}

  /**
   * The group that an operation is about, by name or by ARN.
   *
   * @throws AwsError if it is left out, or doesn't exist
   */
  static String group(JsonNode input, LogStore store) {
    String name = text(input, "logGroupName");
    String identifier = text(input, "logGroupIdentifier");
    if ((name == null) == (identifier == null)) {
      throw invalid("Exactly one of logGroupName and logGroupIdentifier must be given.");
    }
    String group = name == null ? afterPrefix(String.valueOf(identifier)) : name;
    if (!store.exists(group)) {
      throw new AwsError(
          400, "ResourceNotFoundException", "The specified log group does not exist.");
    }
    return group;
  }

  /**
   * The group, if its class has pages of events.
   *
   * @throws AwsError if it is left out, doesn't exist, or has none
   */
  static String groupOfPages(JsonNode input, LogStore store) {
    String group = group(input, store);
    if (!store.spec().logClass().equals(LogsSpec.STANDARD)) {
      throw notOfClass(store.spec().logClass());
    }
    return group;
  }

  /** The class of a group lacks an operation. */
  static AwsError notOfClass(String logClass) {
    return new AwsError(
        400,
        "InvalidOperationException",
        "This operation is not supported for log groups of the class " + logClass);
  }

  private static String afterPrefix(String identifier) {
    String arn = Arns.logGroup("");
    String name = identifier.startsWith(arn) ? identifier.substring(arn.length()) : identifier;
    return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
  }

  static @Nullable String text(JsonNode input, String name) {
    return input.hasNonNull(name) ? input.get(name).asText() : null;
  }

  /** A time in milliseconds since 1970. */
  static Instant time(JsonNode input, String name, Instant otherwise) {
    return input.hasNonNull(name) ? Instant.ofEpochMilli(input.get(name).asLong()) : otherwise;
  }

  static int limit(JsonNode input, int most, int otherwise) {
    int limit = input.path("limit").asInt(otherwise);
    if (limit < 1 || limit > most) {
      String bound =
          limit < 1
              ? "Member must have value greater than or equal to 1"
              : "Member must have value less than or equal to " + most;
      throw invalid(
          "1 validation error detected: Value '%d' at 'limit' failed to satisfy constraint: %s"
              .formatted(limit, bound));
    }
    return limit;
  }

  /** What an event counts towards a page's bytes. */
  static int size(LogStore.Event event) {
    return size(event.message());
  }

  /** What an event with that message counts, in pages and on the bill. */
  static int size(String message) {
    return message.length() + BYTES_PER_EVENT;
  }

  static AwsError invalidToken() {
    return invalid("The specified nextToken is invalid.");
  }

  static AwsError invalid(String text) {
    return new AwsError(400, "InvalidParameterException", text);
  }
}
