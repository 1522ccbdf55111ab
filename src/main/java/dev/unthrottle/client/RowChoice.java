package dev.unthrottle.client;

import dev.unthrottle.client.Setting.Meaning;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the row of the catalogue that a version and the settings beside it amount to. */
final class RowChoice {

  private final ClientFamily family;
  private final ClientConfiguration asked;
  private final Findings findings;
  private final Version version;
  private final CatalogRow byDefault;
  private final GivenSettings given;

  RowChoice(ClientFamily family, ClientConfiguration asked, Findings findings) {
    this.family = family;
    this.asked = asked;
    this.findings = findings;
    this.version = version();
    this.byDefault = nearest(family.rows(), CatalogRow::byDefault, version);
    this.given = new GivenSettings(family.settings(byDefault), asked.settings(), findings);
  }

  CatalogRow choose() {
    List<CatalogRow> rows = rowsWith(httpClient().orElse(byDefault.transport().id()));
    Optional<RetryMode> mode = mode();
    Optional<CatalogRow> opted = opted(rows, mode);
    if (opted.isPresent()) {
      return cautioned(opted.get());
    }
    List<CatalogRow> rowsOfMode = rowsOf(mode.orElse(byDefault.mode()), rows);
    if (rowsOfMode.isEmpty()) {
      return byDefault;
    }
    return cautioned(
        rowsOfMode.contains(byDefault)
            ? byDefault
            : nearest(rowsOfMode, CatalogRow::versions, version));
  }

  /** The connect timeout that a defaults mode asks for, if any, and if nothing is in its way. */
  Optional<Setting.Limit> connectTimeoutOfDefaultsMode() {
    Optional<Setting.Limit> limit =
        defaultsMode()
            .flatMap(mode -> family.defaultsModes().getOrDefault(mode, Optional.empty()))
            .map(Setting.Limit::new);
    Optional<String> inTheWay = limit.flatMap(_ -> inTheWayOfDefaultsMode());
    inTheWay.ifPresent(name ->
        findings.warning(
            "%s leaves the connect timeout alone, because of %s."
                .formatted(nameOf(Meaning.DEFAULTS_MODE), name)));
    return inTheWay.isEmpty() ? limit : Optional.empty();
  }

  private Optional<String> inTheWayOfDefaultsMode() {
    if (family.defaultsModeYieldsTo().isEmpty()) {
      return Optional.empty();
    }
    return asked.readTimeout() == null
        ? asked.settings().keySet().stream()
            .sorted()
            .filter(name -> family.defaultsModeYieldsTo().stream().anyMatch(name::startsWith))
            .findFirst()
        : Optional.of("readTimeout");
  }

  private Version version() {
    String text = asked.version();
    if (text == null) {
      findings.warning(
          "No version was given: %s %s is assumed, the newest that the catalogue knows."
              .formatted(family.id().id(), family.newest()));
      return family.newest();
    }
    if (!Version.isVersion(text)) {
      findings.problem(
          "version",
          "A version has two to four numbers, such as %s. Found: %s for %s"
              .formatted(family.newest(), Quote.of(text), family.id().id()));
      return family.newest();
    }
    return Version.parse(text);
  }

  private Optional<String> httpClient() {
    List<String> known = transports();
    Optional<String> wanted =
        given.strongest(g -> g.value().toLowerCase(Locale.ROOT), Meaning.HTTP_CLIENT);
    if (wanted.isPresent() && !known.contains(wanted.get())) {
      findings.settingProblem(
          nameOf(Meaning.HTTP_CLIENT),
          "The catalogue doesn't know the HTTP client %s of %s. It knows %s."
              .formatted(Quote.of(wanted.get()), family.id().id(), String.join(", ", known)));
      return Optional.empty();
    }
    return wanted;
  }

  private List<String> transports() {
    return family.rows().stream().map(row -> row.transport().id()).distinct().toList();
  }

  private List<CatalogRow> rowsWith(String transport) {
    return family.rows().stream().filter(row -> row.transport().id().equals(transport)).toList();
  }

  private Optional<RetryMode> mode() {
    return given
        .mode(asked.retryMode())
        .map(this::asTaken)
        .or(() -> defaultsMode().map(_ -> RetryMode.STANDARD));
  }

  private RetryMode asTaken(RetryMode mode) {
    RetryMode taken = family.modesTakenAs().getOrDefault(mode, mode);
    if (taken != mode) {
      findings.warning(
          "%s takes the retry mode %s as %s.".formatted(family.id().id(), mode.id(), taken.id()));
    }
    return taken;
  }

  /** The defaults mode, unless it is the one that changes nothing. */
  private Optional<String> defaultsMode() {
    Optional<String> mode =
        given.strongest(g -> g.value().toLowerCase(Locale.ROOT), Meaning.DEFAULTS_MODE);
    return mode.filter(m -> !m.equals("legacy")).flatMap(this::known);
  }

  private Optional<String> known(String mode) {
    Map<String, Optional<Duration>> modes = family.defaultsModes();
    if (mode.equals("auto")) {
      findings.warning(
          "AWS_DEFAULTS_MODE auto depends on where the client runs: standard assumed.");
      return Optional.of("standard");
    }
    if (!modes.containsKey(mode)) {
      findings.settingProblem(
          nameOf(Meaning.DEFAULTS_MODE),
          "AWS_DEFAULTS_MODE takes legacy, auto or one of %s. Found: %s"
              .formatted(
                  modes.keySet().stream().sorted().collect(Collectors.joining(", ")),
                  Quote.of(mode)));
      return Optional.empty();
    }
    return Optional.of(mode);
  }

  /** The row that turning what is new in 2026 on or off leads to, where that leads anywhere. */
  private Optional<CatalogRow> opted(List<CatalogRow> rows, Optional<RetryMode> mode) {
    Optional<Boolean> on = given.strongest(g -> g.setting().isTrue(g.value()), Meaning.NEW_RETRIES);
    if (on.isEmpty()) {
      return Optional.empty();
    }
    Optional<CatalogRow> row =
        rows.stream()
            .filter(r -> holds(on.get() ? r.withOptIn() : r.withOptOut(), version))
            .filter(r -> mode.isEmpty() || mode.get() == r.mode())
            .findFirst();
    if (row.isEmpty() && changesNothing(on.get())) {
      findings.warning(
          "%s is ignored: it is not known to change anything in %s %s%s."
              .formatted(
                  nameOf(Meaning.NEW_RETRIES),
                  family.id().id(),
                  version,
                  mode.map(m -> " in " + m.id() + " mode").orElse("")));
    }
    return row;
  }

  /** Whether the setting asks for what isn't so already, and can't be had. */
  private boolean changesNothing(boolean on) {
    return on || family.rows().stream().noneMatch(row -> row.withOptIn() != null);
  }

  /** The name of the strongest setting given with this meaning. */
  private String nameOf(Meaning meaning) {
    return given.strongestName(meaning).orElseThrow();
  }

  private void modeProblem(String sentence) {
    Optional<String> setting =
        given
            .strongestName(Meaning.RETRY_MODE)
            .or(() -> given.strongestName(Meaning.DEFAULTS_MODE));
    if (asked.retryMode() != null || setting.isEmpty()) {
      findings.problem("retryMode", sentence);
    } else {
      findings.settingProblem(setting.get(), sentence);
    }
  }

  private List<CatalogRow> rowsOf(RetryMode mode, List<CatalogRow> rows) {
    List<CatalogRow> matching =
        rows.stream().filter(row -> row.versions() != null && row.mode() == mode).toList();
    if (matching.isEmpty()) {
      modeProblem(
          "The catalogue knows no retry mode %s of %s. It knows %s."
              .formatted(
                  mode.id(),
                  family.id().id() + " " + version,
                  rows.stream()
                      .map(r -> r.mode().id())
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    return matching;
  }

  /**
   * The row whose range holds {@code version}, else the last one that begins before it, else the
   * first.
   */
  private static CatalogRow nearest(
      List<CatalogRow> rows, Function<CatalogRow, @Nullable VersionRange> range, Version version) {
    CatalogRow nearest = null;
    for (CatalogRow row : rows) {
      VersionRange versions = range.apply(row);
      if (versions == null) {
        continue;
      }
      if (versions.contains(version)) {
        return row;
      }
      if (nearest == null || versions.startsAtOrBefore(version)) {
        nearest = row;
      }
    }
    if (nearest == null) {
      throw new IllegalStateException("The catalogue has no default row among " + rows);
    }
    return nearest;
  }

  private CatalogRow cautioned(CatalogRow row) {
    String taken =
        "taken as %s (%s)"
            .formatted(
                row.variant().id(), row.variant().confidence().name().toLowerCase(Locale.ROOT));
    if (version.compareTo(family.newest()) > 0) {
      findings.warning(
          "%s %s is newer than %s, the newest that the catalogue knows: %s."
              .formatted(family.id().id(), version, family.newest(), taken));
    } else if (Stream.of(row.versions(), row.withOptIn(), row.withOptOut())
        .noneMatch(range -> holds(range, version))) {
      findings.warning(
          "%s %s is outside every range that was checked: %s, which is %s."
              .formatted(family.id().id(), version, taken, row.variant().versions()));
    }
    if (row.caution() != null && given.strongestName(Meaning.NEW_RETRIES).isEmpty()) {
      findings.warning(
          "%s %s is %s. %s.".formatted(family.id().id(), version, taken, row.caution()));
    }
    return row;
  }

  private static boolean holds(@Nullable VersionRange range, Version version) {
    return range != null && range.contains(version);
  }
}
