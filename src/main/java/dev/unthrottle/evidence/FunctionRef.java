package dev.unthrottle.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as a user names it: {@code name}, {@code name:qualifier}, a partial ARN ({@code
 * 123456789012:function:name[:qualifier]}) or a full one.
 *
 * @param name the function's name
 * @param qualifier a version or an alias, or {@code null} for the unqualified function
 * @param account the account's number, where named
 * @param region the Region, where named
 * @param partition the AWS partition, where named
 */
public record FunctionRef(
    String name,
    @Nullable String qualifier,
    @Nullable String account,
    @Nullable String region,
    @Nullable String partition) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:(?<partition>aws[a-z-]*):lambda:(?<region>[a-z]{2}(?:-[a-z]+)+-\\d):)?"
              + "(?:(?<account>\\d{12}):function:|function:)?"
              + "(?<name>[a-zA-Z0-9-_]{1,64})"
              + "(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]{1,128}))?");

  /**
   * Reads a function's name.
   *
   * @throws IllegalArgumentException if it is none of the four forms
   */
  public static FunctionRef parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || (matcher.group("region") != null && matcher.group("account") == null)) {
      throw new IllegalArgumentException(
          "A function is a name (letters, digits, '-' and '_', at most 64), name:qualifier,"
              + " account:function:name, or an ARN such as"
              + " arn:aws:lambda:us-east-1:123456789012:function:name. Found: "
              + text);
    }
    return new FunctionRef(
        matcher.group("name"),
        matcher.group("qualifier"),
        matcher.group("account"),
        matcher.group("region"),
        matcher.group("partition"));
  }

  /**
   * The shortest text that AWS takes for the unqualified function: its ARN where known, else its
   * name.
   */
  public String unqualified() {
    if (account == null) {
      return name;
    }
    String partial = account + ":function:" + name;
    return region == null ? partial : "arn:%s:lambda:%s:%s".formatted(partition, region, partial);
  }

  /** The function as named, with its qualifier. */
  @Override
  public String toString() {
    return qualifier == null ? unqualified() : unqualified() + ":" + qualifier;
  }
}
