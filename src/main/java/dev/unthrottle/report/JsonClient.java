package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.KnownSetting;
import dev.unthrottle.client.Prints;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.SendRate;
import dev.unthrottle.client.Timeouts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client does and what its user gets to see, as JSON. */
public final class JsonClient {

  private JsonClient() {}

  /** A row of the catalogue with its defaults. */
  public static ObjectNode variant(ClientVariant variant, List<KnownSetting> settings) {
    ObjectNode node =
        instance
            .objectNode()
            .put("variant", variant.id())
            .put("id", variant.client().id())
            .put("package", variant.packageName())
            .put("versions", variant.versions())
            .put("versionChecked", variant.versionChecked())
            .put("defaultMode", variant.defaultMode());
    node.set(
        "defaults",
        JsonReport.effective(variant.timeouts(), variant.retries(), variant.tcpKeepAlive()));
    node.setAll(behaviour(variant.retries(), variant.timeouts(), variant.prints()));
    node.set("settings", settings(settings));
    node.put("confidence", variant.confidence().name().toLowerCase(Locale.ROOT));
    node.set("sources", texts(variant.sources()));
    node.set("notes", texts(variant.notes()));
    return node;
  }

  /** What one configured client does after each way in which an attempt can end. */
  public static ObjectNode behaviour(ResolvedClient resolved) {
    Client client = resolved.client();
    return behaviour(client.retries(), client.timeouts(), resolved.variant().prints());
  }

  private static ObjectNode behaviour(RetryPolicy retries, Timeouts timeouts, Prints prints) {
    ObjectNode node = instance.objectNode();
    ArrayNode after = node.putArray("after");
    Behaviour.ends(timeouts).forEach(outcome -> after.add(after(retries, outcome)));
    node.put("quota", retries.quota() == null ? null : (Integer) retries.quota().capacity())
        .put("retryAfter", retries.hints().id());
    node.set("sendRate", sendRate(retries.sendRate()));
    node.putObject("prints")
        .put("refused", prints.refused(retries.maxAttempts()).orElse(null))
        .put("readTimeout", Behaviour.readTimeoutText(retries, timeouts, prints).orElse(null));
    return node;
  }

  private static JsonNode sendRate(@Nullable SendRate rate) {
    return rate == null
        ? instance.nullNode()
        : instance
            .objectNode()
            .put("asking", id(rate.asking()))
            .put("learning", id(rate.learning()));
  }

  private static ObjectNode after(RetryPolicy retries, AttemptOutcome outcome) {
    boolean retried = retries.retries(0, outcome);
    ObjectNode node = instance.objectNode().put("outcome", outcome.id()).put("retried", retried);
    if (!retried) {
      return node;
    }
    Backoff backoff = retries.backoffAfter(outcome);
    node.put("backoff", backoff.formula())
        .put("quotaCost", retries.quota() == null ? null : (Integer) retries.quota().cost(outcome));
    ArrayNode waits = node.putArray("waits");
    for (int retry = 1; retry < retries.maxAttempts(); retry++) {
      waits
          .addObject()
          .put("shortestMs", backoff.shortest(retry).toMillis())
          .put("longestMs", backoff.longest(retry).toMillis());
    }
    return node;
  }

  private static ArrayNode settings(List<KnownSetting> settings) {
    ArrayNode array = instance.arrayNode();
    for (KnownSetting setting : settings) {
      array
          .addObject()
          .put("name", setting.name())
          .put("from", setting.from())
          .put("means", setting.means())
          .put("because", setting.because());
    }
    return array;
  }

  private static String id(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
