package dev.unthrottle.evidence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that could not be had, and why.
 *
 * @param kind what kind of failure
 * @param what the evidence, in words: {@code the log events of the window}
 * @param apiCall the call that failed, {@code logs:FilterLogEvents}
 * @param iamAction the IAM action that it needs, or {@code null} where none is involved
 * @param why one sentence: what came back, and what to do
 */
public record Gap(Kind kind, String what, String apiCall, @Nullable String iamAction, String why) {

  /** Why evidence is missing. */
  public enum Kind {
    /** The function, or its log group, doesn't exist. */
    NOT_FOUND,
    /** The caller lacks a permission. */
    ACCESS_DENIED,
    /** There are no credentials, or they have expired. */
    CREDENTIALS,
    /** The endpoint couldn't be reached. */
    UNREACHABLE,
    /** AWS throttled the tool itself, and went on doing so. */
    THROTTLED,
    /**
     * The evidence was never recorded: logging is off, or the group is of a class without such a
     * call.
     */
    NOT_RECORDED,
    /** A part of it is there. */
    INCOMPLETE,

    /** Anything else that AWS answered. */
    FAILED;

    /** The name in the JSON answer. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
