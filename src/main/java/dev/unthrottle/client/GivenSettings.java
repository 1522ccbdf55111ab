package dev.unthrottle.client;

import dev.unthrottle.client.Setting.Meaning;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The raw settings that a user gave, understood as their client would.
 *
 * @param known the client's settings, the stronger first
 * @param raw what the user gave, by name
 */
record GivenSettings(List<Setting> known, Map<String, String> raw, Findings findings) {

  /** A setting and the value that the user gave it. */
  record Given(Setting setting, String value) {}

  /** Reports settings that {@code client} doesn't have, and those that have no effect. */
  void check(String client) {
    Set<String> unknown = new TreeSet<>(raw.keySet());
    List<String> names = known.stream().map(Setting::name).toList();
    unknown.removeAll(names);
    for (String name : unknown) {
      List<String> near = NearestNames.to(name, names);
      findings.settingProblem(
          name,
          "%s has no setting %s. %s %s."
              .formatted(
                  client,
                  Quote.of(name),
                  near.isEmpty() ? "It has" : "Nearest:",
                  String.join(", ", near.isEmpty() ? names : near)));
    }
    given().filter(given -> !inEffect(given.setting())).forEach(this::warnIgnored);
    given(Meaning.SWITCH).forEach(given -> read(given, g -> g.setting().isTrue(g.value())));
  }

  /**
   * What the strongest of the settings with one of {@code meanings} says; empty if none is given or
   * its value is refused, which then is a problem.
   */
  <T> Optional<T> strongest(Function<Given, T> reader, Meaning... meanings) {
    List<Given> given = given(meanings).toList();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    warnWeaker(given.subList(1, given.size()), given.getFirst().setting().name());
    return Optional.ofNullable(read(given.getFirst(), reader));
  }

  /** Like {@link #strongest}, where {@code said} under the name {@code field} is stronger still. */
  <T> Optional<T> strongest(
      String field, @Nullable T said, Function<Given, T> reader, Meaning... meanings) {
    if (said == null) {
      return strongest(reader, meanings);
    }
    warnWeaker(given(meanings).toList(), field);
    return Optional.of(said);
  }

  /**
   * The retry mode that the strongest setting asks for that asks for one or brings one along, if
   * {@code said} doesn't already.
   */
  Optional<RetryMode> mode(@Nullable RetryMode said) {
    List<Given> given =
        given()
            .filter(g -> inEffect(g.setting()))
            .filter(g -> g.setting().means() == Meaning.RETRY_MODE || g.setting().forces() != null)
            .toList();
    if (said != null) {
      warnWeaker(ofMode(given), "retryMode");
      return Optional.of(said);
    }
    if (given.isEmpty()) {
      return Optional.empty();
    }
    warnWeaker(ofMode(given.subList(1, given.size())), given.getFirst().setting().name());
    return Optional.ofNullable(read(given.getFirst(), GivenSettings::modeOf));
  }

  private static RetryMode modeOf(Given given) {
    RetryMode forced = given.setting().forces();
    return forced == null ? given.setting().mode(given.value()) : forced;
  }

  private static List<Given> ofMode(List<Given> given) {
    return given.stream().filter(g -> g.setting().means() == Meaning.RETRY_MODE).toList();
  }

  /** The name of the setting that {@link #strongest} reads. */
  Optional<String> strongestName(Meaning... meanings) {
    return given(meanings).findFirst().map(given -> given.setting().name());
  }

  /** The setting with this meaning, if the client has one. */
  Optional<Setting> knobFor(Meaning meaning) {
    return known.stream().filter(setting -> setting.means() == meaning).findFirst();
  }

  private <T> @Nullable T read(Given given, Function<Given, T> reader) {
    return findings.orProblem(given.setting().name(), () -> reader.apply(given));
  }

  private Stream<Given> given(Meaning... meanings) {
    List<Meaning> wanted = Arrays.asList(meanings);
    return given()
        .filter(given -> wanted.contains(given.setting().means()) && inEffect(given.setting()));
  }

  private Stream<Given> given() {
    return known.stream().flatMap(this::givenFor);
  }

  private Stream<Given> givenFor(Setting setting) {
    String value = raw.get(setting.name());
    return value == null ? Stream.empty() : Stream.of(new Given(setting, value));
  }

  private boolean inEffect(Setting setting) {
    return setting.means() != Meaning.NOTHING
        && (setting.onlyWith() == null || isOn(setting.onlyWith()));
  }

  /** Whether a setting is given, and true if it is a switch. */
  private boolean isOn(String name) {
    String value = raw.get(name);
    boolean isSwitch =
        known.stream().anyMatch(s -> s.name().equals(name) && s.means() == Meaning.SWITCH);
    return isSwitch ? "true".equalsIgnoreCase(value) : value != null;
  }

  private void warnIgnored(Given given) {
    findings.warning(
        "%s is ignored: %s.".formatted(given.setting().name(), given.setting().because()));
  }

  private void warnWeaker(List<Given> weaker, String stronger) {
    for (Given given : weaker) {
      findings.warning(
          "%s is ignored: %s is stronger.".formatted(given.setting().name(), stronger));
    }
  }
}
