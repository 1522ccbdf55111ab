package dev.unthrottle.report;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.diagnosis.cause.Reason;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.evidence.LogQuery;
import dev.unthrottle.probe.ProbeRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as JSON. Every field is always there, {@code null} where nothing is known; their
 * order is fixed, so equal diagnoses are equal texts.
 */
public final class JsonReport {

  /** Changes only when a field is renamed or taken away. */
  public static final String SCHEMA_VERSION = "1";

  private JsonReport() {}

  /** The whole document. */
  public static ObjectNode of(Diagnosis diagnosis) {
    ObjectNode node = instance.objectNode();
    node.put("schemaVersion", SCHEMA_VERSION)
        .put("id", diagnosis.id())
        .put("status", "completed")
        .put("at", Figures.millisecond(diagnosis.at()));
    node.set("function", JsonFunction.of(diagnosis.evidence()));
    node.set("client", client(diagnosis.client()));
    node.set("verdict", verdict(diagnosis.verdict()));
    node.set("impact", impact(diagnosis.current()));
    node.set("recommendation", JsonRecommendation.of(diagnosis));
    node.set("measurements", JsonMeasurements.of(diagnosis.measurements()));
    node.set("timeline", JsonTimeline.of(diagnosis.timeline(), diagnosis.timelineSource().id()));
    node.set("proof", JsonProbe.proof(diagnosis.probe()));
    node.putObject("comparison")
        .<ObjectNode>set("current", outlook(diagnosis.current()))
        .<ObjectNode>set("recommended", outlook(diagnosis.recommended()))
        .set("alternatives", JsonAlternatives.of(diagnosis.alternatives()));
    node.set("sideEffects", sideEffects(diagnosis));
    node.set("probe", JsonProbe.of(diagnosis));
    var missing = node.putArray("missing");
    diagnosis.gaps().forEach(gap -> missing.add(gap(gap)));
    return node;
  }

  /** A client and what its settings come down to. */
  public static ObjectNode client(ResolvedClient resolved) {
    Client client = resolved.client();
    ObjectNode node =
        instance
            .objectNode()
            .put("id", client.id().id())
            .put("version", client.version())
            .put("variant", client.variant());
    node.set("effective", effective(client));
    var warnings = node.putArray("warnings");
    resolved.warnings().forEach(warnings::add);
    return node;
  }

  static ObjectNode effective(Client client) {
    return effective(client.timeouts(), client.retries(), client.tcpKeepAlive());
  }

  /** What settings come down to. */
  public static ObjectNode effective(Timeouts timeouts, RetryPolicy retries, boolean keepAlive) {
    return instance
        .objectNode()
        .put("connectTimeoutMs", millis(timeouts.connect()))
        .put("readTimeoutMs", millis(timeouts.read()))
        .put("attemptTimeoutMs", millis(timeouts.attempt()))
        .put("callTimeoutMs", millis(timeouts.call()))
        .put("maxAttempts", retries.maxAttempts())
        .put("retryMode", retries.mode().id())
        .put("tcpKeepAlive", keepAlive);
  }

  private static ObjectNode verdict(Verdict verdict) {
    ObjectNode node =
        instance
            .objectNode()
            .put("cause", verdict.cause().id())
            .put("certainty", verdict.certainty().id())
            .put("headline", verdict.headline());
    node.set("because", reasons(verdict.because()));
    node.set("remedies", sentences(verdict.remedies()));
    var also = node.putArray("also");
    verdict.also().forEach(other -> also.add(also(other)));
    var ruledOut = node.putArray("ruledOut");
    verdict
        .ruledOut()
        .forEach(rival ->
            ruledOut.addObject().put("cause", rival.cause().id()).put("because", rival.because()));
    node.set("missing", sentences(verdict.missing()));
    return node;
  }

  private static ObjectNode also(Verdict.Also other) {
    ObjectNode node =
        instance
            .objectNode()
            .put("cause", other.cause().id())
            .put("certainty", other.certainty().id())
            .put("headline", other.headline());
    node.set("because", reasons(other.because()));
    node.set("remedies", sentences(other.remedies()));
    return node;
  }

  private static ArrayNode reasons(List<Reason> reasons) {
    ArrayNode array = instance.arrayNode();
    reasons.forEach(reason -> array.add(reason(reason)));
    return array;
  }

  private static ArrayNode sentences(List<String> sentences) {
    ArrayNode array = instance.arrayNode();
    sentences.forEach(array::add);
    return array;
  }

  private static ObjectNode reason(Reason reason) {
    return instance
        .objectNode()
        .put("fact", reason.fact())
        .put("source", reason.source().id())
        .put("at", Figures.millisecond(reason.at()))
        .put("requestId", reason.requestId());
  }

  private static ObjectNode impact(@Nullable Outlook current) {
    ObjectNode node = instance.objectNode().put("callerSees", CallerSees.sentence(current));
    if (current == null) {
      node.putNull("executionsPerCall");
      return node.putNull("throttleProbability").putNull("duplicateProbability");
    }
    node.putObject("executionsPerCall")
        .put("expected", Figures.rounded(current.executionsPerCall()))
        .put("max", current.mostExecutionsPerCall());
    return node.put("throttleProbability", Figures.rounded(current.throttleProbability()))
        .put("duplicateProbability", Figures.rounded(current.duplicateProbability()));
  }

  /** What a call has to expect, or {@code null}. */
  static @Nullable ObjectNode outlook(@Nullable Outlook outlook) {
    return outlook == null
        ? null
        : instance
            .objectNode()
            .put("surfaces", outlook.surfaces().id())
            .put("executionsPerCall", Figures.rounded(outlook.executionsPerCall()))
            .put("mostExecutionsPerCall", outlook.mostExecutionsPerCall())
            .put("throttleProbability", Figures.rounded(outlook.throttleProbability()))
            .put("duplicateProbability", Figures.rounded(outlook.duplicateProbability()))
            .put("medianMs", outlook.median().toMillis())
            .put("p99Ms", outlook.p99().toMillis())
            .put("longestMs", outlook.longest().toMillis());
  }

  private static ObjectNode sideEffects(Diagnosis diagnosis) {
    ProbeRecord probe = diagnosis.probe();
    LogQuery query = Figures.logQuery(diagnosis);
    return instance
        .objectNode()
        .put("invocations", probe == null ? 0 : probe.invocations())
        .put("refused", probe == null ? 0 : probe.refusals())
        .put("foreignRefusals", probe == null ? null : probe.foreignRefusals())
        .put("estimatedCostUsd", Figures.money(probe == null ? 0 : probe.estimatedCostUsd()))
        .put("awsCalls", diagnosis.awsCalls())
        .put("logQueryBytes", query == null ? null : (Long) query.bytesScanned())
        .put("logQueryEstimatedUsd", query == null ? null : Figures.money(query.estimatedUsd()))
        .put("logQueryCostUsd", query == null ? null : Figures.money(query.costUsd()));
  }

  private static ObjectNode gap(Gap gap) {
    return instance
        .objectNode()
        .put("kind", gap.kind().id())
        .put("what", gap.what())
        .put("apiCall", gap.apiCall())
        .put("iamAction", gap.iamAction())
        .put("why", gap.why());
  }

  static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
