package dev.unthrottle.sandbox;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that a misspelt one was probably meant to be. */
final class Nearest {

  private Nearest() {}

  /** The word of {@code known} that takes the fewest edits, the first of several in order. */
  static String to(String word, Collection<String> known) {
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
        .orElseThrow();
  }

  /** Levenshtein's distance: single characters inserted, removed or replaced. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
