package dev.unthrottle.client;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client's version as its users write it: two to four numbers, {@code 2.31.0}. */
record Version(int major, int minor, int patch, int build) implements Comparable<Version> {

  private static final Pattern FORM = Pattern.compile("\\d{1,6}(\\.\\d{1,6}){1,3}");

  /** Whether {@code text} is a version. A bare {@code 2} isn't: the minor version matters. */
  static boolean isVersion(String text) {
    return FORM.matcher(text).matches();
  }

  /** The version that {@code text} names; numbers left out are 0. */
  static Version parse(String text) {
    if (!isVersion(text)) {
      throw new IllegalArgumentException(
          "A version has two to four numbers, such as 2.31.0. Found: " + Quote.of(text));
    }
    int[] numbers = Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    int[] four = Arrays.copyOf(numbers, 4);
    return new Version(four[0], four[1], four[2], four[3]);
  }

  @Override
  public int compareTo(Version other) {
    return Arrays.compare(numbers(), other.numbers());
  }

  private int[] numbers() {
    return new int[] {major, minor, patch, build};
  }

  @Override
  public String toString() {
    int shown = build == 0 ? 3 : 4;
    return Arrays.stream(numbers())
        .limit(shown)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("."));
  }
}
