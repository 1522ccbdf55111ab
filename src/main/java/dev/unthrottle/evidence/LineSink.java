package dev.unthrottle.evidence;

/** Takes the lines that a log holds, the platform's of one stream in their order. */
@FunctionalInterface
interface LineSink {

  /**
   * One line.
   *
   * @param at when it was written, in nanoseconds since 1970 or {@link Run#UNKNOWN}
   * @param stream the name of its stream
   */
  void add(PlatformLine line, long at, String stream);

  /**
   * A line that the platform didn't write and that has a time; of text only what may tell of a
   * throttle.
   *
   * @param event the line
   */
  default void other(LogEvent event) {}
}
