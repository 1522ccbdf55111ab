package dev.unthrottle.aws;

import static dev.unthrottle.aws.StoredItem.bytes;
import static dev.unthrottle.aws.StoredItem.millis;
import static dev.unthrottle.aws.StoredItem.number;
import static dev.unthrottle.aws.StoredItem.text;

import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.Ending;
import dev.unthrottle.diagnosis.store.Expected;
import dev.unthrottle.diagnosis.store.FollowUp;
import dev.unthrottle.diagnosis.store.NewDiagnosis;
import dev.unthrottle.diagnosis.store.StoreException;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.SentAttempt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Keeps diagnoses in a table of DynamoDB whose partition key is {@code id}, a text, and whose TTL
 * attribute is {@code expires}. A diagnosis is one item and a key another one; every change is one
 * conditional write. DynamoDB deletes what has expired within days, so that reading it looks at the
 * time as well.
 */
public final class DynamoDbStore implements DiagnosisStore {

  private static final String NOBODY_ELSE =
      "(attribute_not_exists(leasedUntil) OR leasedUntil <= :now OR worker = :worker)";
  private static final String RUNNING = "attribute_exists(id) AND attribute_not_exists(completed)";
  private static final String TO_BE_DONE =
      "attribute_exists(id) AND (attribute_not_exists(completed) OR followUpFrom <= :now)";

  /** What is taken away when a diagnosis ends. */
  private static final List<String> WHILE_IT_RUNS =
      List.of("asked", "worker", "leasedUntil", "expectedEnd", "mostUsdPerInvocation");

  /** What an end may bring, and a later one takes away again. */
  private static final List<String> SOMETIMES_AFTER =
      List.of("page", "followUpAsked", "followUpStopped", "followUpFrom");

  private final AwsClients clients;
  private final String table;
  private final InstantSource clock;

  /** A store in {@code table}, which has to be there. */
  public DynamoDbStore(AwsClients clients, String table, InstantSource clock) {
    this.clients = clients;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public boolean put(NewDiagnosis diagnosis) {
    return putIfAbsent(StoredItem.of(diagnosis)).isEmpty();
  }

  @Override
  public Optional<StoredDiagnosis> find(String id) {
    return asked(
            client -> client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true)))
        .filter(answer -> answer.hasItem())
        .map(answer -> StoredItem.diagnosis(answer.item()))
        .filter(one -> one.expires().isAfter(clock.instant()));
  }

  @Override
  public void delete(String id) {
    var _ = asked(client -> client.deleteItem(delete -> delete.tableName(table).key(key(id))));
  }

  @Override
  public KeyUse useKey(String key, KeyUse use, Instant expires) {
    return putIfAbsent(StoredItem.of(key, use, expires)).map(StoredItem::keyUse).orElse(use);
  }

  @Override
  public Optional<StoredDiagnosis> take(String id, String worker, Instant until) {
    return update(
            id,
            "SET worker = :worker, leasedUntil = :until ADD takes :one",
            TO_BE_DONE + " AND expires > :seconds AND " + NOBODY_ELSE,
            Map.of(
                ":worker", text(worker),
                ":until", millis(until),
                ":one", number(1),
                ":now", millis(clock.instant()),
                ":seconds", number(clock.instant().getEpochSecond())),
            null)
        .map(StoredItem::diagnosis);
  }

  @Override
  public boolean renew(String id, String worker, Instant until) {
    return updateOwn(id, worker, "SET leasedUntil = :until", Map.of(":until", millis(until)));
  }

  @Override
  public boolean expect(String id, String worker, Expected expected) {
    return updateOwn(
        id,
        worker,
        "SET expectedEnd = :end, mostUsdPerInvocation = :usd",
        Map.of(
            ":end", millis(expected.end()),
            ":usd", AttributeValue.fromN(Double.toString(expected.mostUsdPerInvocation()))));
  }

  @Override
  public boolean connected(String id, String worker, List<ConnectTime> times) {
    return updateOwn(
        id, worker, "SET connectTimes = :times", Map.of(":times", ConnectItem.of(times)));
  }

  @Override
  public boolean claim(String id, String worker, SentAttempt attempt) {
    return update(
            id,
            "SET sent.#attempt = :attempt",
            RUNNING + " AND worker = :worker AND attribute_not_exists(sent.#attempt)",
            Map.of(":worker", text(worker), ":attempt", SentItem.of(attempt)),
            attempt.key())
        .isPresent();
  }

  @Override
  public void record(String id, SentAttempt attempt) {
    var _ =
        update(
            id,
            "SET sent.#attempt = :attempt",
            "attribute_exists(sent.#attempt)",
            Map.of(":attempt", SentItem.of(attempt)),
            attempt.key());
  }

  @Override
  public boolean finish(String id, String worker, Ending ending, @Nullable FollowUp followUp) {
    Map<String, AttributeValue> kept = new HashMap<>();
    kept.put("completed", AttributeValue.fromBool(ending.completed()));
    kept.put("document", bytes(ending.document()));
    if (ending.page() != null) {
      kept.put("page", bytes(ending.page()));
    }
    if (followUp != null) {
      kept.put("followUpAsked", bytes(followUp.request()));
      kept.put("followUpFrom", millis(followUp.from()));
      if (followUp.stopped() != null) {
        kept.put("followUpStopped", text(followUp.stopped()));
      }
    }
    List<String> forgotten = new ArrayList<>(WHILE_IT_RUNS);
    SOMETIMES_AFTER.stream().filter(name -> !kept.containsKey(name)).forEach(forgotten::add);
    String set =
        kept.keySet().stream()
            .map(name -> "%s = :%s".formatted(name, name))
            .collect(Collectors.joining(", "));
    Map<String, AttributeValue> values = new HashMap<>();
    kept.forEach((name, value) -> values.put(":" + name, value));
    return updateOwn(id, worker, "SET " + set + " REMOVE " + String.join(", ", forgotten), values);
  }

  /** Who has ended a diagnosis doesn't have it any more. */
  private boolean updateOwn(
      String id, String worker, String change, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":worker", text(worker));
    return update(id, change, "worker = :worker", all, null).isPresent();
  }

  /** The item after the change; nothing if the condition didn't hold. */
  private Optional<Map<String, AttributeValue>> update(
      String id,
      String change,
      String condition,
      Map<String, AttributeValue> values,
      @Nullable String attempt) {
    Consumer<UpdateItemRequest.Builder> update =
        request ->
            request
                .tableName(table)
                .key(key(id))
                .updateExpression(change)
                .conditionExpression(condition)
                .expressionAttributeNames(attempt == null ? null : Map.of("#attempt", attempt))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW);
    return asked(client -> client.updateItem(update)).map(answer -> answer.attributes());
  }

  /** What was there already; nothing if the item was put. */
  private Optional<Map<String, AttributeValue>> putIfAbsent(Map<String, AttributeValue> item) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(table)
            .item(item)
            .conditionExpression("attribute_not_exists(id) OR expires <= :seconds")
            .expressionAttributeValues(Map.of(":seconds", number(clock.instant().getEpochSecond())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      var _ = clients.dynamoDb().putItem(put);
      return Optional.empty();
    } catch (ConditionalCheckFailedException there) {
      return Optional.of(there.item());
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private <T> Optional<T> asked(Function<DynamoDbClient, T> question) {
    try {
      return Optional.of(question.apply(clients.dynamoDb()));
    } catch (ConditionalCheckFailedException conditionNotMet) {
      return Optional.empty();
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private StoreException unavailable(SdkException failure) {
    return new StoreException(
        "The table %s, where diagnoses are kept, could not be used: %s"
            .formatted(table, failure.getMessage()),
        failure);
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("id", text(id));
  }
}
