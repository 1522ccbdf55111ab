package dev.unthrottle.evidence;

/** Hears how far the reading of logs has come. */
@FunctionalInterface
public interface LogProgress {

  /** Tells nobody. */
  LogProgress NONE = (read, all) -> {};

  /**
   * So many bytes were read.
   *
   * @param read bytes of the files as they are
   * @param all of so many, 0 where nobody knows
   */
  void read(long read, long all);
}
