package dev.unthrottle.sandbox;

import java.nio.charset.StandardCharsets;

/** The body of a request or of a response. Whoever hands out its bytes doesn't change them. */
final class Body {

  static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  Body(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  /** As UTF-8. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
