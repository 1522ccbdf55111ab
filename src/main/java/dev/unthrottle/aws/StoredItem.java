package dev.unthrottle.aws;

import dev.unthrottle.diagnosis.store.DiagnosisStore.KeyUse;
import dev.unthrottle.diagnosis.store.Ending;
import dev.unthrottle.diagnosis.store.Expected;
import dev.unthrottle.diagnosis.store.FollowUp;
import dev.unthrottle.diagnosis.store.NewDiagnosis;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is kept as an item of DynamoDB: times in milliseconds, TTL in seconds as DynamoDB asks. */
final class StoredItem {

  /** Sets a key apart from the diagnoses, whose names are UUIDs. */
  private static final String KEY_PREFIX = "key#";

  private StoredItem() {}

  static Map<String, AttributeValue> of(NewDiagnosis one) {
    return Map.of(
        "id", text(one.id()),
        "asked", bytes(one.request()),
        "created", millis(one.created()),
        "expires", number(one.expires().getEpochSecond()),
        "takes", number(0),
        "sent", AttributeValue.fromM(Map.of()),
        "connectTimes", ConnectItem.of(List.of()));
  }

  static Map<String, AttributeValue> of(String key, KeyUse use, Instant expires) {
    return Map.of(
        "id", text(KEY_PREFIX + key),
        "usedFor", text(use.id()),
        "requestDigest", text(use.requestDigest()),
        "expires", number(expires.getEpochSecond()));
  }

  static KeyUse keyUse(Map<String, AttributeValue> item) {
    return new KeyUse(required(item, "usedFor").s(), required(item, "requestDigest").s());
  }

  static StoredDiagnosis diagnosis(Map<String, AttributeValue> item) {
    return new StoredDiagnosis(
        required(item, "id").s(),
        packed(item, "asked"),
        Objects.requireNonNull(instant(item, "created")),
        Instant.ofEpochSecond(Long.parseLong(required(item, "expires").n())),
        Optional.ofNullable(item.get("worker")).map(AttributeValue::s).orElse(null),
        instant(item, "leasedUntil"),
        Integer.parseInt(required(item, "takes").n()),
        expected(item),
        ConnectItem.read(required(item, "connectTimes")),
        sent(required(item, "sent").m()),
        ending(item),
        followUp(item));
  }

  private static @Nullable Expected expected(Map<String, AttributeValue> item) {
    Instant end = instant(item, "expectedEnd");
    return end == null
        ? null
        : new Expected(end, Double.parseDouble(required(item, "mostUsdPerInvocation").n()));
  }

  private static @Nullable FollowUp followUp(Map<String, AttributeValue> item) {
    Instant from = instant(item, "followUpFrom");
    return from == null
        ? null
        : new FollowUp(
            Objects.requireNonNull(packed(item, "followUpAsked")),
            Optional.ofNullable(item.get("followUpStopped")).map(AttributeValue::s).orElse(null),
            from);
  }

  private static @Nullable Ending ending(Map<String, AttributeValue> item) {
    AttributeValue completed = item.get("completed");
    return completed == null
        ? null
        : new Ending(
            completed.bool(),
            Objects.requireNonNull(packed(item, "document")),
            packed(item, "page"));
  }

  /** One attempt is over before the next is claimed, so their times are their order. */
  private static List<SentAttempt> sent(Map<String, AttributeValue> items) {
    return items.values().stream()
        .map(SentItem::read)
        .sorted(
            Comparator.comparing(SentAttempt::at)
                .thenComparing(SentAttempt::step)
                .thenComparingInt(SentAttempt::call)
                .thenComparingInt(SentAttempt::number))
        .toList();
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue millis(Instant time) {
    return number(time.toEpochMilli());
  }

  static AttributeValue bytes(Packed packed) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(packed.bytes()));
  }

  private static @Nullable Packed packed(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : Packed.ofBytes(value.b().asByteArray());
  }

  private static @Nullable Instant instant(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : Instant.ofEpochMilli(Long.parseLong(value.n()));
  }

  private static AttributeValue required(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }
}
