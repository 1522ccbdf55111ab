package dev.unthrottle.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tag of the functions that this installation's role may invoke.
 *
 * @param key the tag's key
 * @param value the value that it must have
 */
public record ProbeTag(String key, String value) {

  /** Where {@link #parse} finds it: {@code key=value}. */
  public static final String VARIABLE = "UNTHROTTLE_PROBE_TAG";

  private static final Pattern FORM = Pattern.compile("([^=\\s]{1,128})=(\\S.{0,255})");

  /**
   * The tag that {@code key=value} says, {@code null} where nothing is said.
   *
   * @throws IllegalArgumentException if it is said in another form
   */
  public static @Nullable ProbeTag parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s is a tag as key=value, such as unthrottle=allow. Found: %s"
              .formatted(VARIABLE, text));
    }
    return new ProbeTag(matcher.group(1), matcher.group(2));
  }

  /** What to do about an Invoke that was denied, in one sentence. */
  String toAllow(String function) {
    return "AWS denied %s on %s: a probe may invoke only functions that have the tag %s=%s, or whose ARN is listed in the template's parameter ProbeFunctionArns. Tag the function (aws lambda tag-resource --resource <its ARN> --tags '%s=%s') or list it."
        .formatted(AwsCall.INVOKE.apiCall(), function, key, value, key, value);
  }
}
