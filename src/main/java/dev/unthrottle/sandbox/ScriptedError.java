package dev.unthrottle.sandbox;

/** What an execution raises that the scenario lets fail, as a Python function would. */
final class ScriptedError {

  static final String TYPE = "RuntimeError";

  static final String MESSAGE = "This execution fails, as its scenario says";

  /** What the runtime logs. */
  static final String LOG_LINE =
      "[ERROR] %s: %s\nTraceback (most recent call last):\n".formatted(TYPE, MESSAGE)
          + "  File \"/var/task/index.py\", line 7, in handler\n    raise RuntimeError\n";

  private ScriptedError() {}
}
