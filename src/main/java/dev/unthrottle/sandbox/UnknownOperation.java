package dev.unthrottle.sandbox;

/** A request for something that the sandbox doesn't play. */
final class UnknownOperation extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Protocol protocol;
  private final String operation;

  UnknownOperation(Protocol protocol, String operation) {
    super(operation, null, false, false);
    this.protocol = protocol;
    this.operation = operation;
  }

  /** The answer in the protocol that was spoken. */
  Response answer(Request request) {
    return protocol.error(request, protocol.unknownOperation(operation));
  }
}
