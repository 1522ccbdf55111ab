package dev.unthrottle.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an execution raises that the scenario lets fail.
 *
 * @param type the exception's name
 * @param message its text
 * @param logged whether the function logs it with its request id before it raises
 */
record ScriptedError(String type, String message, boolean logged) {

  /** What is raised where a scenario doesn't say. */
  static final ScriptedError DEFAULT =
      new ScriptedError("RuntimeError", "This execution fails, as its scenario says", false);

  private static final Pattern TYPE_AND_MESSAGE =
      Pattern.compile("([A-Za-z_][\\w.]*): (.+)", Pattern.DOTALL);

  /** {@code ThrottlingException: Rate exceeded}; a text without a type is an {@code Exception}. */
  static ScriptedError of(String text) {
    Matcher matcher = TYPE_AND_MESSAGE.matcher(text);
    return matcher.matches()
        ? new ScriptedError(matcher.group(1), matcher.group(2), true)
        : new ScriptedError("Exception", text, true);
  }
}
