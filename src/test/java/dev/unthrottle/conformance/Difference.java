package dev.unthrottle.conformance;

/**
 * Something that a real client does and the simulated one doesn't.
 *
 * @param what {@code requests}, {@code executions}, {@code refusals}, {@code peak}, {@code error},
 *     {@code gap}, {@code jitter}, {@code text} or {@code catalogue}
 * @param text what was seen and what was expected
 */
record Difference(String what, String text) {

  @Override
  public String toString() {
    return what + ": " + text;
  }
}
