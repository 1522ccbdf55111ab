package dev.unthrottle.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known names a mistyped one may have meant. */
public final class NearestNames {

  private static final int OFFERED = 3;

  /** No known name is that long. */
  private static final int LONGEST = 100;

  private NearestNames() {}

  /**
   * Up to three of {@code known} that {@code typed} may stand for, the likeliest first; none, where
   * none is near.
   */
  public static List<String> to(String typed, Collection<String> known) {
    return known.stream()
        .filter(name -> isNear(typed, name))
        .sorted(
            Comparator.comparingInt((String name) -> distance(typed, name))
                .thenComparingInt(String::length)
                .thenComparing(n -> n))
        .limit(OFFERED)
        .toList();
  }

  /** {@code " Nearest: boto3."}, with the likeliest alone; empty, where none is near. */
  public static String hint(String typed, Collection<String> known) {
    return to(typed, known).stream().findFirst().map(" Nearest: %s."::formatted).orElse("");
  }

  /** Whether at most about a third of the letters are wrong. */
  private static boolean isNear(String typed, String name) {
    int letters = Math.max(simplified(typed).length(), simplified(name).length());
    return letters < LONGEST && distance(typed, name) <= (letters + 1) / 3;
  }

  /**
   * How far {@code name} is from {@code typed}: the letters to insert, delete or replace; none at
   * all when the one contains the other.
   */
  private static int distance(String typed, String name) {
    String a = simplified(typed);
    String b = simplified(name);
    boolean telling = Math.min(a.length(), b.length()) > 1;
    return telling && (a.contains(b) || b.contains(a)) ? 0 : edits(a, b);
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
