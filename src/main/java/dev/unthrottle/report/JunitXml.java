package dev.unthrottle.report;

import dev.unthrottle.diagnosis.check.HazardRule;
import dev.unthrottle.report.CheckReport.Checked;
import dev.unthrottle.report.CheckReport.Located;
import java.util.List;

/**
 * A check as the XML of JUnit's reports: a suite for everything that was looked at, a test for each
 * rule. What fails the check fails its test; what doesn't is its output.
 */
final class JunitXml {

  private final CheckReport report;
  private final Markup xml = new Markup();

  private JunitXml(CheckReport report) {
    this.report = report;
  }

  static String of(CheckReport report) {
    return new JunitXml(report).write();
  }

  private String write() {
    long tests = report.checked().stream().mapToLong(one -> rules(one).size()).sum();
    long failures = report.checked().stream().mapToLong(this::failures).sum();
    xml.open("testsuites", "name", "unthrottle check", "tests", tests, "failures", failures).line();
    report.checked().forEach(this::suite);
    xml.close().line();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml;
  }

  private void suite(Checked checked) {
    List<HazardRule> rules = rules(checked);
    xml.open(
            "testsuite",
            "name",
            checked.name(),
            "tests",
            rules.size(),
            "failures",
            failures(checked),
            "errors",
            0,
            "skipped",
            0)
        .line();
    rules.forEach(rule -> test(checked, rule));
    xml.close().line();
  }

  private void test(Checked checked, HazardRule rule) {
    List<Located> hazards = broken(checked, rule);
    xml.open("testcase", "classname", checked.name(), "name", rule.id(), "time", 0);
    if (!hazards.isEmpty() && report.fails(hazards.getFirst())) {
      String message = hazards.getFirst().hazard().found();
      xml.open("failure", "type", rule.severity().id(), "message", message);
      hazards.forEach(this::describe);
      xml.close();
    } else if (!hazards.isEmpty()) {
      xml.open("system-out");
      hazards.forEach(this::describe);
      xml.close();
    }
    xml.close().line();
  }

  private void describe(Located located) {
    var hazard = located.hazard();
    xml.text(located.place() == null ? "" : located.place() + "\n");
    xml.text("%s\nwhy: %s\nfix: %s\n".formatted(hazard.found(), hazard.why(), hazard.fix()));
    xml.text(hazard.snippet() == null ? "" : "\n" + hazard.snippet().stripTrailing() + "\n");
  }

  /** The rules that were applied, and those that were broken without being looked for. */
  private static List<HazardRule> rules(Checked checked) {
    return List.of(HazardRule.values()).stream()
        .filter(rule -> checked.rules().contains(rule) || !broken(checked, rule).isEmpty())
        .toList();
  }

  private static List<Located> broken(Checked checked, HazardRule rule) {
    return checked.hazards().stream().filter(it -> it.hazard().rule() == rule).toList();
  }

  private long failures(Checked checked) {
    return rules(checked).stream()
        .filter(rule -> broken(checked, rule).stream().anyMatch(report::fails))
        .count();
  }
}
