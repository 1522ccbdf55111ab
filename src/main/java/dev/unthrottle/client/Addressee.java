package dev.unthrottle.client;

/** Whom the request went to that a text tells about. */
public enum Addressee {
  /** AWS Lambda. */
  LAMBDA,
  /** Another AWS service, API Gateway in front of a function included. */
  ANOTHER,
  /** The text doesn't say. */
  UNTOLD
}
