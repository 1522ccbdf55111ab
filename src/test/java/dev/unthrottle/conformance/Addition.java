package dev.unthrottle.conformance;

/**
 * What is added to a snippet, because this version of its client can't be told by the environment
 * where the sandbox is.
 *
 * @param after behind which words of the snippet, none for its beginning
 * @param text what is added
 * @param why the reason
 */
record Addition(String after, String text, String why) {

  /** The snippet with it. */
  String to(String snippet) {
    int found = snippet.indexOf(after);
    if (found < 0) {
      throw new AssertionError("Nothing says %s in%n%s".formatted(after, snippet));
    }
    int behind = found + after.length();
    return snippet.substring(0, behind) + text + snippet.substring(behind);
  }
}
