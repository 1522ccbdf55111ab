package dev.unthrottle.evidence;

/** Takes the platform's lines that a log holds, those of one stream in their order. */
@FunctionalInterface
interface LineSink {

  /**
   * One line.
   *
   * @param at when it was written, in nanoseconds since 1970 or {@link Run#UNKNOWN}
   * @param stream the name of its stream
   */
  void add(PlatformLine line, long at, String stream);
}
