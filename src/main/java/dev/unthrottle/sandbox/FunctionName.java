package dev.unthrottle.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as requests name it: its name, a partial or a full ARN, each with or without a
 * qualifier.
 *
 * @param name its name
 * @param qualifier a version or an alias, or {@code null} for none
 */
record FunctionName(String name, @Nullable String qualifier) {

  /** The pattern of the service model, as AWS quotes it. */
  private static final String MODEL =
      "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?"
          + "(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";

  private static final Pattern PATTERN = Pattern.compile(MODEL);
  private static final int NAME = 10;
  private static final int QUALIFIER = 12;

  /**
   * Reads a name and the query parameter {@code Qualifier}.
   *
   * @throws AwsError if AWS wouldn't take it
   */
  static FunctionName parse(String text, @Nullable String qualifierParameter) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw LambdaErrors.validation(
          text, "functionName", "Member must satisfy regular expression pattern: " + MODEL);
    }
    String inName = matcher.group(QUALIFIER);
    if (inName != null && qualifierParameter != null && !inName.equals(qualifierParameter)) {
      throw LambdaErrors.invalidParameter(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionName(matcher.group(NAME), inName == null ? qualifierParameter : inName);
  }

  /** Its ARN in the sandbox's account, with the qualifier as asked for. */
  String arn() {
    return qualifier == null ? Arns.function(name) : Arns.function(name) + ":" + qualifier;
  }

  /** Whether it means the only version that there is. */
  boolean isLatest() {
    return qualifier == null || qualifier.equals("$LATEST");
  }
}
