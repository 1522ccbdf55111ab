package dev.unthrottle.evidence;

import java.util.Locale;

/**
 * Something in exported logs that could not be read.
 *
 * @param file where, as the user named it
 * @param kind whether it might have been read
 * @param what what is wrong, and what became of it; one sentence
 */
public record LogProblem(String file, Kind kind, String what) {

  /** Whether something could be read. */
  public enum Kind {
    /** All of it was, and there is nothing in it. */
    EMPTY,
    /** All of it was, and it tells nothing that was asked for. */
    OTHER,
    /** It wasn't, or not to its end: an answer without it may be wrong. */
    UNREAD;

    /** The name in answers. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
