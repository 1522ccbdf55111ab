package dev.unthrottle.aws;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.probe.SentAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An attempt as a map of DynamoDB; its times are texts, which keep all their digits. */
final class SentItem {

  private SentItem() {}

  static AttributeValue of(SentAttempt attempt) {
    Map<String, AttributeValue> map = new HashMap<>();
    map.put("step", StoredItem.text(attempt.step().name()));
    map.put("call", StoredItem.number(attempt.call()));
    map.put("number", StoredItem.number(attempt.number()));
    map.put("at", StoredItem.text(attempt.at().toString()));
    SentAttempt.End end = attempt.end();
    if (end != null) {
      map.put("endedAt", StoredItem.text(end.at().toString()));
      map.put("outcome", StoredItem.text(end.outcome().name()));
      putIfKnown(map, "reason", end.reason() == null ? null : end.reason().value());
      putIfKnown(map, "requestId", end.requestId());
      putIfKnown(map, "firstByte", end.firstByte() == null ? null : end.firstByte().toString());
    }
    return AttributeValue.fromM(map);
  }

  static SentAttempt read(AttributeValue value) {
    Map<String, AttributeValue> map = value.m();
    return new SentAttempt(
        ProbeStep.valueOf(required(map, "step").s()),
        Integer.parseInt(required(map, "call").n()),
        Integer.parseInt(required(map, "number").n()),
        Instant.parse(required(map, "at").s()),
        map.containsKey("outcome") ? end(map) : null);
  }

  private static SentAttempt.End end(Map<String, AttributeValue> map) {
    String reason = textOf(map, "reason");
    String firstByte = textOf(map, "firstByte");
    return new SentAttempt.End(
        Instant.parse(required(map, "endedAt").s()),
        AttemptOutcome.valueOf(required(map, "outcome").s()),
        reason == null ? null : new ThrottleReason(reason),
        textOf(map, "requestId"),
        firstByte == null ? null : Duration.parse(firstByte));
  }

  private static void putIfKnown(
      Map<String, AttributeValue> map, String name, @Nullable String text) {
    if (text != null) {
      map.put(name, StoredItem.text(text));
    }
  }

  private static @Nullable String textOf(Map<String, AttributeValue> map, String name) {
    AttributeValue value = map.get(name);
    return value == null ? null : value.s();
  }

  private static AttributeValue required(Map<String, AttributeValue> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }
}
