package dev.unthrottle.diagnosis.advice;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The share of independent calls that may be refused for want of a slot: what a reservation is
 * sized for.
 *
 * @param share above 0 and below 1
 */
public record RefusalTarget(double share) {

  /** Where none is stated. */
  public static final RefusalTarget DEFAULT = new RefusalTarget(0.01);

  private static final String RULE =
      "A refusal target is above 0 % and below 100 %, such as 1% or 0.1%. Found: ";

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?%");

  /** Refuses what no reservation can keep, and what needs none. */
  public RefusalTarget {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(RULE + share);
    }
  }

  /**
   * The target that {@code text} says: {@code 0.1%}.
   *
   * @throws IllegalArgumentException if it isn't one; a bare number is none, since nobody can know
   *     whether 0.5 is a half or half a percent
   */
  public static RefusalTarget parse(String text) {
    Matcher matcher = PERCENT.matcher(text.strip());
    double share =
        matcher.matches()
            ? new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue()
            : Double.NaN;
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(RULE + text);
    }
    return new RefusalTarget(share);
  }
}
