package dev.unthrottle.app.cli.template;

import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Setup.Part;
import dev.unthrottle.report.CheckReport.Located;
import dev.unthrottle.report.CheckReport.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one setup; remembers where each stands, and which aren't known. */
final class Reading {

  private static final String GIVE_IT =
      "Give a parameter a Default, or a value by --parameter NAME=VALUE, to have it checked.";

  private final Place whole;
  private final Map<Part, Place> places = new EnumMap<>(Part.class);
  private final List<Located> unknown = new ArrayList<>();

  /** For a setup that begins at {@code whole}. */
  Reading(Place whole) {
    this.whole = whole;
  }

  /** For a setup around a function, whose settings count where they stand. */
  static Reading around(TemplateFunction function) {
    var reading = new Reading(function.place());
    reading.at(Part.FUNCTION_TIMEOUT, function.timeout().placeOr(function.place()));
    reading.at(Part.GATEWAY, function.timeout().placeOr(function.place()));
    reading.at(Part.RESERVED_CONCURRENCY, function.reserved().placeOr(function.place()));
    return reading;
  }

  /** Remembers where a setting stands. */
  Reading at(Part part, Place place) {
    places.put(part, place);
    return this;
  }

  /**
   * Reads a setting.
   *
   * @param what its name and whose it is, as a note would say it
   * @return {@code otherwise} where it isn't set, {@code null} where it isn't known
   */
  <T> @Nullable T read(
      Part part,
      String what,
      Value value,
      @Nullable T otherwise,
      Function<String, @Nullable T> parse) {
    at(part, value.placeOr(places.getOrDefault(part, whole)));
    return switch (value) {
      case Value.Absent() -> otherwise;
      case Value.Unknown(String expression, Place place) -> {
        note(part, "%s is %s.".formatted(what, expression), GIVE_IT, place);
        yield null;
      }
      case Value.Known(String text, Place place) -> {
        @Nullable T parsed = parse.apply(text);
        if (parsed == null) {
          String found = "%s is %s, which isn't a value that it can have.".formatted(what, text);
          note(part, found, "Set what it can have.", place);
        }
        yield parsed;
      }
    };
  }

  /** Says that something couldn't be checked. */
  Reading note(Part part, String found, String fix, Place place) {
    unknown.add(new Located(Hazard.notResolved(part, found, fix), place));
    return this;
  }

  /** Where a part of the setup stands. */
  Place place(Part part) {
    return places.getOrDefault(part, whole);
  }

  /** What was found to be unknown. */
  List<Located> unknown() {
    return List.copyOf(unknown);
  }

  /** The setup with what was read about it. */
  Seen seen(Setup setup) {
    return new Seen(setup, this);
  }

  /**
   * A setup that a template describes.
   *
   * @param setup the setup
   * @param reading where its settings stand
   */
  record Seen(Setup setup, Reading reading) {}
}
