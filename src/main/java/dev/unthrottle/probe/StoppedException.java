package dev.unthrottle.probe;

/** A probe goes no further; the message is the sentence that tells why. */
final class StoppedException extends Exception {

  private static final long serialVersionUID = 1;

  StoppedException(String why) {
    super(why);
  }
}
