package dev.unthrottle.diagnosis.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a hazard is, the worst first. */
public enum Severity {
  /** A call of ordinary length can't go well. */
  ERROR,
  /** It goes well until something is slow, lost or busy. */
  WARNING,
  /** Nothing is wrong, but somebody should know it. */
  NOTE;

  /** The name in options and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity of that name. */
  public static Optional<Severity> find(String id) {
    return Arrays.stream(values()).filter(severity -> severity.id().equals(id)).findFirst();
  }

  /** Whether this is as bad as {@code other}, or worse. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
