package dev.unthrottle.simulation;

/**
 * What happens in a simulation. Of the events of one instant, those that stand further up here come
 * first, so a slot that is given back is free for whoever arrives at that same instant.
 */
enum EventKind {
  /** An execution's slot is given back. Carries the holder, and whether it was provisioned. */
  SLOT_RETURNED,
  /** A caller makes a call. Carries the caller. */
  CALL_MADE,
  /** A batch that was refused is in its queue again. Carries the caller. */
  BATCH_RETURNS,
  /** A backoff is over, or the wait for a client's own send rate. Carries the call. */
  ATTEMPT_IS_DUE,
  /** A request reaches Lambda. Carries the request. */
  REQUEST_ARRIVES,
  /** A client has its answer, or hangs up. Carries the call. */
  ATTEMPT_ENDS,
  /** The limit for the whole call passes during a backoff. Carries the call. */
  CALL_EXPIRES
}
