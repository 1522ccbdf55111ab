package dev.unthrottle.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known names a mistyped one may have meant. */
final class NearestNames {

  private static final int OFFERED = 3;

  private NearestNames() {}

  /** Up to three of {@code known}, the likeliest first. */
  static List<String> to(String typed, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(n -> n))
        .limit(OFFERED)
        .toList();
  }

  /**
   * How far {@code name} is from {@code typed}: the letters to insert, delete or replace; none at
   * all when the one contains the other.
   */
  private static int distance(String typed, String name) {
    String a = simplified(typed);
    String b = simplified(name);
    boolean contained = !a.isEmpty() && (a.contains(b) || b.contains(a));
    return contained ? 0 : edits(a, b);
  }

  /** Hyphens, underscores and case differ between the clients' names for the same thing. */
  private static String simplified(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** The Levenshtein distance, one row of its table at a time. */
  private static int edits(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int column = 0; column <= b.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= a.length(); row++) {
      int[] current = new int[b.length() + 1];
      current[0] = row;
      for (int column = 1; column <= b.length(); column++) {
        int replaced = above[column - 1] + (a.charAt(row - 1) == b.charAt(column - 1) ? 0 : 1);
        int insertedOrDeleted = Math.min(above[column], current[column - 1]) + 1;
        current[column] = Math.min(replaced, insertedOrDeleted);
      }
      above = current;
    }
    return above[b.length()];
  }
}
