package dev.unthrottle.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error that AWS answers; each {@link Protocol} writes it in its own form. */
final class AwsError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String text;
  private final transient Map<String, String> members = new LinkedHashMap<>();

  /**
   * An error.
   *
   * @param status the HTTP status
   * @param code the name of its shape, {@code TooManyRequestsException}
   * @param text the message
   */
  AwsError(int status, String code, String text) {
    super(code + ": " + text, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
  }

  /** The same error with one more member in its body. */
  AwsError with(String name, String value) {
    members.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String text() {
    return text;
  }

  /** What stands in its body beside the message. */
  Map<String, String> members() {
    return members;
  }
}
