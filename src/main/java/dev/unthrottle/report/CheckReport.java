package dev.unthrottle.report;

import dev.unthrottle.diagnosis.check.Hazard;
import dev.unthrottle.diagnosis.check.HazardRule;
import dev.unthrottle.diagnosis.check.Hazards;
import dev.unthrottle.diagnosis.check.Setup;
import dev.unthrottle.diagnosis.check.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a check of settings found, as text, JSON, SARIF and JUnit's XML.
 *
 * @param checked what was looked at
 * @param failOn the least severity that fails the check
 */
public record CheckReport(List<Checked> checked, Severity failOn) {

  /** Copies the list. */
  public CheckReport {
    checked = List.copyOf(checked);
  }

  /**
   * Something that was looked at.
   *
   * @param name what it is, in a few words
   * @param rules the rules that it was checked by
   * @param hazards what breaks them
   */
  public record Checked(String name, List<HazardRule> rules, List<Located> hazards) {
    /** Copies the lists. */
    public Checked {
      rules = List.copyOf(rules);
      hazards = List.copyOf(hazards);
    }

    /** A setup that no file describes. */
    public static Checked of(Setup setup, Hazards hazards) {
      return of(setup, hazards.of(setup).stream().map(it -> new Located(it, null)).toList());
    }

    /** A setup with its hazards. */
    public static Checked of(Setup setup, List<Located> hazards) {
      List<HazardRule> rules =
          Arrays.stream(HazardRule.values()).filter(rule -> rule.appliesTo(setup)).toList();
      return new Checked(setup.name(), rules, hazards);
    }
  }

  /**
   * A hazard, and where its setting stands.
   *
   * @param hazard the hazard
   * @param place where, {@code null} where no file has it
   */
  public record Located(Hazard hazard, @Nullable Place place) {}

  /**
   * A line of a file.
   *
   * @param file its path, as it was given
   * @param line counted from 1
   */
  public record Place(String file, int line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** Whether something is at least as bad as what fails the check. */
  public boolean failed() {
    return hazards().anyMatch(this::fails);
  }

  boolean fails(Located hazard) {
    return hazard.hazard().rule().severity().isAtLeast(failOn);
  }

  Stream<Located> hazards() {
    return checked.stream().flatMap(one -> one.hazards().stream());
  }

  long count(Severity severity) {
    return hazards().filter(it -> it.hazard().rule().severity() == severity).count();
  }

  /**
   * As text of 80 columns.
   *
   * @param colour whether to use ANSI colours
   */
  public String text(boolean colour) {
    return CheckText.of(this, new TextPage(new Ink(colour)));
  }

  /** As a JSON document of this product's own. */
  public String json() {
    return JsonText.pretty(JsonCheck.of(this));
  }

  /** As SARIF 2.1.0, which code scanning services read. */
  public String sarif() {
    return JsonText.pretty(Sarif.of(this));
  }

  /** As the XML of JUnit's reports, which CI servers read. */
  public String junit() {
    return JunitXml.of(this);
  }
}
