package dev.unthrottle.simulation;

/** Who waits for the end of an execution, which decides what limits its beginning. */
public enum Invocation {
  /** A client of the API. The only one that the limit for callers of the API concerns. */
  SYNC,
  /**
   * Lambda's own queue. It may begin any number of executions a second, as long as there are slots.
   */
  ASYNC,
  /** An event source mapping, which waits for its batches as a client would. */
  EVENT_SOURCE
}
