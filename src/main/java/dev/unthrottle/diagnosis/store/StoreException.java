package dev.unthrottle.diagnosis.store;

/** The store could not be asked, or refused to answer. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what is to be told. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
