package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.CallerTimeout;
import dev.unthrottle.diagnosis.Recommendation;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A recommendation as JSON. */
final class JsonRecommendation {

  private JsonRecommendation() {}

  static @Nullable ObjectNode of(@Nullable Recommendation recommendation) {
    if (recommendation == null) {
      return null;
    }
    Client client = recommendation.client();
    ObjectNode node =
        instance
            .objectNode()
            .put("connectTimeoutMs", JsonReport.millis(client.timeouts().connect()))
            .put("readTimeoutMs", JsonReport.millis(client.timeouts().read()))
            .put("maxAttempts", client.retries().maxAttempts())
            .put("retryMode", client.retries().mode().id())
            .put("tcpKeepAlive", client.tcpKeepAlive())
            .put("retriesBy", recommendation.retriesBy().id())
            .put("functionTimeoutMs", recommendation.functionTimeout().toMillis());
    node.set("callerTimeout", callerTimeout(recommendation.callerTimeout()));
    node.put("reservedConcurrency", recommendation.reservedConcurrency())
        .put("asynchronous", recommendation.asynchronous());
    ObjectNode snippets = node.putObject("snippets");
    new TreeMap<>(recommendation.snippets()).forEach(snippets::put);
    var why = node.putArray("why");
    recommendation.why().forEach(why::add);
    return node;
  }

  private static ObjectNode callerTimeout(CallerTimeout timeout) {
    return instance
        .objectNode()
        .put("estimateMs", JsonReport.millis(timeout.estimate()))
        .put("worstCaseMs", JsonReport.millis(timeout.worstCase()))
        .put("formula", CallerTimeout.FORMULA)
        .put("estimateLeavesOut", CallerTimeout.ESTIMATE_LEAVES_OUT)
        .put("worstCaseLeavesOut", CallerTimeout.WORST_CASE_LEAVES_OUT);
  }
}
