package dev.unthrottle.sandbox;

/** A value breaks a rule; whoever knows the place makes a problem of it. */
final class ScenarioValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String rule;

  ScenarioValueException(String rule) {
    super(rule);
    this.rule = rule;
  }

  ScenarioValueException(String rule, Throwable cause) {
    super(rule, cause);
    this.rule = rule;
  }

  String rule() {
    return rule;
  }
}
