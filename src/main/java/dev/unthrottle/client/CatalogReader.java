package dev.unthrottle.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.client.ClientVariant.Confidence;
import dev.unthrottle.client.Setting.Meaning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalogue's file. What several rows share stands there once, by name: how a client
 * retries ({@code retries}), what it speaks HTTP with ({@code transports}), where a figure comes
 * from ({@code sources}). A row is a combination of these in a range of versions.
 */
final class CatalogReader {

  private final CatalogNode root;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, Retries> retries = new LinkedHashMap<>();
  private final Map<String, Transport> transports = new LinkedHashMap<>();
  private final Map<ClientId, List<CatalogRow>> rows = new EnumMap<>(ClientId.class);

  /** How a client retries, and how that is known. */
  private record Retries(
      RetryPolicy policy, List<Setting> settings, List<String> sources, List<String> notes) {}

  private CatalogReader(JsonNode json) {
    this.root = new CatalogNode("file", json);
  }

  /**
   * Every client of the file.
   *
   * @throws IllegalArgumentException if it is nonsense; the message names the row and the field
   */
  static Map<ClientId, ClientFamily> read(JsonNode json) {
    return new CatalogReader(json).families();
  }

  private Map<ClientId, ClientFamily> families() {
    root.object("sources").fields().forEach((name, _) -> sources.put(name, source(name)));
    root.object("retries").fields().forEach((name, node) -> retries.put(name, retries(node)));
    root.object("transports")
        .fields()
        .forEach((name, node) -> transports.put(name, node.build(n -> transport(name, n))));
    root.objects("rows").forEach(this::addRows);
    Map<ClientId, ClientFamily> families = new EnumMap<>(ClientId.class);
    for (ClientId id : ClientId.values()) {
      families.put(id, root.object("clients").object(id.id()).build(node -> family(id, node)));
    }
    return families;
  }

  private String source(String name) {
    return root.object("sources").text(name);
  }

  private Retries retries(CatalogNode node) {
    return node.build(n -> new Retries(policy(n), settings(n), sourcesOf(n), n.texts("notes")));
  }

  private static RetryPolicy policy(CatalogNode node) {
    return new RetryPolicy(
        node.choice("mode", RetryMode.class),
        node.number("maxAttempts"),
        EnumSet.copyOf(node.choices("retried", AttemptOutcome.class)),
        node.object("transientBackoff").build(CatalogReader::backoff),
        node.object("throttlingBackoff").build(CatalogReader::backoff),
        node.choice("hints", HintUse.class),
        quota(node.objectIfAny("quota")),
        sendRate(node.objectIfAny("sendRate")));
  }

  private static Backoff backoff(CatalogNode node) {
    return new Backoff(
        node.duration("base"),
        node.decimal("factor"),
        node.durationOrNone("cap"),
        node.choice("jitter", Jitter.class),
        node.choiceOr("capping", Backoff.Capping.BEFORE_JITTER),
        node.choiceOr("firstRetry", Backoff.FirstRetry.WAITS));
  }

  private static @Nullable RetryQuota quota(@Nullable CatalogNode node) {
    if (node == null) {
      return null;
    }
    return node.build(n ->
        new RetryQuota(
            n.number("capacity"),
            n.number("serverError"),
            n.number("connection"),
            n.number("timeout"),
            n.number("throttling"),
            n.choiceOr("refund", RetryQuota.Refund.LAST_COST_OR_ONE)));
  }

  private static @Nullable SendRate sendRate(@Nullable CatalogNode node) {
    if (node == null) {
      return null;
    }
    return node.build(n ->
        new SendRate(
            n.choice("asking", SendRate.Asking.class),
            n.choice("learning", SendRate.Learning.class),
            n.choice("filling", SendRate.Filling.class)));
  }

  private Transport transport(String id, CatalogNode node) {
    return new Transport(
        id,
        new Timeouts(
            node.durationOrNone("connectTimeout"),
            node.durationOrNone("readTimeout"),
            node.durationIfAny("attemptTimeout"),
            null),
        node.flag("tcpKeepAlive"),
        settings(node),
        node.object("prints").build(CatalogReader::prints),
        node.text("snippet"),
        sourcesOf(node),
        node.texts("notes"));
  }

  private static Prints prints(CatalogNode node) {
    return new Prints(node.textIfAny("refused"), node.textIfAny("readTimeout"));
  }

  private static List<Setting> settings(CatalogNode node) {
    return node.objectsIfAny("settings").stream()
        .map(n -> n.build(CatalogReader::setting))
        .toList();
  }

  private static Setting setting(CatalogNode node) {
    return new Setting(
        node.text("name"),
        node.choice("from", Setting.Source.class),
        node.choice("means", Meaning.class),
        node.choiceIfAny("unit", Unit.class),
        node.textIfAny("unlimited"),
        node.textIfAny("onlyWith"),
        node.textIfAny("trueFrom"),
        node.choiceIfAny("forces", RetryMode.class),
        node.textIfAny("because"));
  }

  private ClientFamily family(ClientId id, CatalogNode node) {
    Map<String, Optional<Duration>> modes = new LinkedHashMap<>();
    CatalogNode defaultsModes = node.object("defaultsModes");
    defaultsModes
        .fields()
        .keySet()
        .forEach(m -> modes.put(m, Optional.ofNullable(defaultsModes.durationOrNone(m))));
    return new ClientFamily(
        id,
        Version.parse(node.text("newest")),
        settings(node),
        modes,
        node.textsIfAny("defaultsModeYieldsTo"),
        modesTakenAs(node.objectIfAny("modesTakenAs")),
        rows.getOrDefault(id, List.of()));
  }

  private static Map<RetryMode, RetryMode> modesTakenAs(@Nullable CatalogNode node) {
    Map<RetryMode, RetryMode> taken = new EnumMap<>(RetryMode.class);
    if (node != null) {
      for (RetryMode mode : RetryMode.values()) {
        RetryMode other = node.choiceIfAny(mode.id(), RetryMode.class);
        if (other != null) {
          taken.put(mode, other);
        }
      }
    }
    return taken;
  }

  /** One row, or one for each of {@code transports}, whose names then end in the transport's. */
  private void addRows(CatalogNode node) {
    String id = node.text("id");
    if (!node.json().has("transports")) {
      add(node.build(n -> row(n, id, n.lookUp("transport", transports))), node);
      return;
    }
    for (String name : node.texts("transports")) {
      String full = id + "-" + name.replace("-", "");
      add(node.build(n -> row(n, full, n.named(name, "transports", transports))), node);
    }
  }

  private void add(CatalogRow row, CatalogNode node) {
    boolean known =
        rows.values().stream()
            .flatMap(List::stream)
            .anyMatch(other -> other.variant().id().equals(row.variant().id()));
    if (known) {
      throw new CatalogNode.CatalogFault(
          "The catalogue's %s is there twice".formatted(node.place()), null);
    }
    rows.computeIfAbsent(row.variant().client(), _ -> new ArrayList<>()).add(row);
  }

  private CatalogRow row(CatalogNode node, String id, Transport transport) {
    Retries how = node.lookUp("retries", retries);
    @Nullable VersionRange versions = range(node.objectIfAny("versions"));
    @Nullable VersionRange byDefault = range(node.objectIfAny("default"));
    @Nullable VersionRange withOptIn = range(node.objectIfAny("withOptIn"));
    @Nullable VersionRange withOptOut = range(node.objectIfAny("withOptOut"));
    ClientVariant variant =
        new ClientVariant(
            id,
            node.choice("client", ClientId.class),
            root.object("clients").object(node.text("client")).text("package"),
            words(versions, withOptIn, withOptOut),
            node.text("versionChecked"),
            byDefault != null,
            transport.timeouts(),
            how.policy().withHints(node.choiceOr("hints", how.policy().hints())),
            transport.tcpKeepAlive(),
            transport.prints(),
            node.choice("confidence", Confidence.class),
            joined(sourcesOf(node), how.sources(), transport.sources()),
            joined(node.texts("notes"), how.notes(), transport.notes()));
    return new CatalogRow(
        variant,
        transport,
        how.settings(),
        versions,
        byDefault,
        withOptIn,
        withOptOut,
        node.textIfAny("caution"));
  }

  private static @Nullable VersionRange range(@Nullable CatalogNode node) {
    return node == null ? null : node.build(CatalogReader::rangeOf);
  }

  private static VersionRange rangeOf(CatalogNode node) {
    String before = node.textIfAny("before");
    return new VersionRange(
        Version.parse(node.text("from")), before == null ? null : Version.parse(before));
  }

  private static String words(
      @Nullable VersionRange versions,
      @Nullable VersionRange withOptIn,
      @Nullable VersionRange withOptOut) {
    String all =
        Stream.of(
                versions == null ? "" : versions.toString(),
                withOptIn == null ? "" : withOptIn + " opted in to the retries of 2026",
                withOptOut == null ? "" : withOptOut + " opted out of the retries of 2026")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "none" : all;
  }

  /** The sources of {@code node}, those that several share by name. */
  private List<String> sourcesOf(CatalogNode node) {
    return node.texts("sources").stream().map(s -> sources.getOrDefault(s, s)).toList();
  }

  private static List<String> joined(List<String> a, List<String> b, List<String> c) {
    return Stream.of(a, b, c).flatMap(List::stream).distinct().toList();
  }
}
