package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Chain;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.Sizing;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A recommendation as JSON. */
final class JsonRecommendation {

  private JsonRecommendation() {}

  static @Nullable ObjectNode of(Diagnosis diagnosis) {
    Recommendation recommendation = diagnosis.recommendation();
    if (recommendation == null) {
      return null;
    }
    Client client = recommendation.client();
    ObjectNode node =
        instance
            .objectNode()
            .put("connectTimeoutMs", JsonReport.millis(client.timeouts().connect()))
            .put("readTimeoutMs", JsonReport.millis(client.timeouts().read()))
            .put("attemptTimeoutMs", JsonReport.millis(client.timeouts().attempt()))
            .put("maxAttempts", client.retries().maxAttempts())
            .put("retryMode", client.retries().mode().id())
            .put("tcpKeepAlive", client.tcpKeepAlive())
            .put("retriesBy", recommendation.retriesBy().id())
            .put("retriesByWhy", recommendation.retriesByWhy())
            .put("functionTimeoutMs", recommendation.functionTimeout().toMillis());
    node.set("callerTimeout", callerTimeout(recommendation.callerTimeout()));
    node.set("callerTimeoutNow", callerTimeout(CallerTimeout.of(diagnosis.client().client())));
    node.put("reservedConcurrency", recommendation.reservedConcurrency());
    node.set("sizing", sizing(recommendation.sizing()));
    node.put("asynchronous", recommendation.asynchronous());
    node.set("wayOut", wayOut(recommendation.wayOut()));
    node.set("chain", chain(recommendation.chain()));
    ObjectNode snippets = node.putObject("snippets");
    new TreeMap<>(recommendation.snippets()).forEach(snippets::put);
    var why = node.putArray("why");
    recommendation.why().forEach(why::add);
    return node;
  }

  private static ObjectNode callerTimeout(CallerTimeout timeout) {
    return instance
        .objectNode()
        .put("baseMs", JsonReport.millis(timeout.base()))
        .put("estimateMs", JsonReport.millis(timeout.estimate()))
        .put("worstCaseMs", JsonReport.millis(timeout.worstCase()))
        .put("formula", CallerTimeout.FORMULA)
        .put("estimateInNumbers", timeout.estimateInNumbers())
        .put("estimateLeavesOut", CallerTimeout.ESTIMATE_LEAVES_OUT)
        .put("worstCaseFormula", CallerTimeout.WORST_CASE_FORMULA)
        .put("worstCaseInNumbers", timeout.worstCaseInNumbers())
        .put("worstCaseLeavesOut", CallerTimeout.WORST_CASE_LEAVES_OUT);
  }

  private static @Nullable ObjectNode sizing(@Nullable Sizing sizing) {
    if (sizing == null) {
      return null;
    }
    ObjectNode node =
        instance
            .objectNode()
            .put("arrivalsPerSecond", Figures.significant(sizing.arrivalsPerSecond()))
            .put("meanDurationMs", JsonReport.millis(sizing.meanDuration()))
            .put("executionsPerCall", Figures.rounded(sizing.executionsPerCall()))
            .put("offeredLoadErlang", Figures.significant(sizing.offeredLoad()))
            .put("refusalTarget", sizing.refusalTarget())
            .put("slotsForLoad", sizing.slotsForLoad())
            .put("slotsForRate", sizing.slotsForRate())
            .put("slots", sizing.slots())
            .put("refusalProbability", Figures.significant(sizing.refusalProbability()))
            .put("unreservedLeft", sizing.unreservedLeft())
            .put("unreservedFloor", sizing.unreservedFloor());
    var why = node.putArray("why");
    sizing.why().forEach(why::add);
    return node;
  }

  private static @Nullable ObjectNode wayOut(@Nullable WayOut wayOut) {
    return wayOut == null
        ? null
        : instance
            .objectNode()
            .put("kind", wayOut.kind().id())
            .put("because", wayOut.because())
            .put("snippet", wayOut.snippet());
  }

  private static @Nullable ObjectNode chain(@Nullable Chain chain) {
    return chain == null
        ? null
        : instance
            .objectNode()
            .put("caller", chain.caller().kind().id())
            .put("callerLimitMs", JsonReport.millis(chain.caller().limit()))
            .put("callerLimitSource", chain.caller().limitSource())
            .put("callerNeedsMs", JsonReport.millis(chain.needs()))
            .put("callerAttempts", chain.callerAttempts())
            .put("callerAttemptsBecause", chain.caller().attemptsBecause())
            .put("clientAttemptsNow", chain.clientAttemptsNow())
            .put("clientAttempts", chain.clientAttempts())
            .put("runsPerRequest", chain.runsPerRequest())
            .put("executionsAtMostNow", chain.executionsNow())
            .put("executionsAtMost", chain.executions());
  }
}
