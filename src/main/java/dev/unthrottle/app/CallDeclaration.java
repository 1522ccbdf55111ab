package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.NearestNames;
import dev.unthrottle.diagnosis.check.HazardRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody declares about a function that its settings can't tell: how its code calls others,
 * and which rules aren't meant for it.
 *
 * @param client the client that it calls other functions with, {@code null} for what its runtime
 *     brings along
 * @param idempotent whether a second run of such a call does no harm
 * @param asynchronous the functions that it doesn't wait for, by the names that the template has
 * @param ignore the rules whose hazards are known and accepted
 */
public record CallDeclaration(
    @Nullable ClientConfiguration client,
    boolean idempotent,
    List<String> asynchronous,
    List<HazardRule> ignore) {

  /** Where nobody has declared anything. */
  public static final CallDeclaration NONE = new CallDeclaration(null, false, List.of(), List.of());

  private static final List<String> FIELDS =
      List.of("client", "idempotent", "asynchronous", "ignore");

  /** Copies the lists. */
  public CallDeclaration {
    asynchronous = List.copyOf(asynchronous);
    ignore = List.copyOf(ignore);
  }

  /** Reads {@code document}; what is wrong with it becomes findings. */
  public static CallDeclaration read(JsonNode document, ClientCatalog catalog, Findings findings) {
    Fields fields = new Fields(document, "", findings, FIELDS);
    return new CallDeclaration(
        new ClientReader(findings, catalog).read(fields),
        Boolean.TRUE.equals(fields.flag("idempotent")),
        texts(fields, "asynchronous", "This is a list of functions of the template.", findings),
        rules(texts(fields, "ignore", "This is a list of rules.", findings), findings));
  }

  /** The rules of those names; what isn't one becomes a finding. */
  public static List<HazardRule> rules(List<String> ids, Findings findings) {
    var rules = new ArrayList<HazardRule>();
    for (String id : ids) {
      Optional<HazardRule> rule = HazardRule.find(id);
      rule.ifPresent(rules::add);
      if (rule.isEmpty()) {
        List<String> all = Arrays.stream(HazardRule.values()).map(HazardRule::id).toList();
        String nearest = NearestNames.hint(id, all);
        findings.add(
            "/ignore",
            "There is no such rule.%s docs/check.md has them all.".formatted(nearest),
            id);
      }
    }
    return rules;
  }

  private static List<String> texts(Fields fields, String name, String rule, Findings findings) {
    JsonNode node = fields.node(name);
    if (node == null) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    node.forEach(item -> texts.add(item.asText()));
    if (!node.isArray() || texts.isEmpty()) {
      findings.add(fields.at(name), rule, Fields.quote(node));
    }
    return texts;
  }
}
