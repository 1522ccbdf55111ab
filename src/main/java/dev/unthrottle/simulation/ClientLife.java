package dev.unthrottle.simulation;

/** How long a caller keeps a client, which remembers its retry quota and its send rate. */
public enum ClientLife {
  /** A new client for every call: a command line's, and that of calls that are to know nothing. */
  ONE_CALL,
  /** One client for all calls: a server's. */
  ALL_CALLS
}
