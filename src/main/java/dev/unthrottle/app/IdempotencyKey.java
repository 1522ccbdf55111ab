package dev.unthrottle.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} of a request, which makes its repetition harmless. */
record IdempotencyKey(String value) {

  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

  /**
   * The key of a request, {@code null} if it has none.
   *
   * @throws ProblemException if it can't be one
   */
  static @Nullable IdempotencyKey of(ApiRequest request) {
    if (!request.headers().containsKey("idempotency-key")) {
      return null;
    }
    String value = request.header("idempotency-key").strip();
    if (!VISIBLE.matcher(value).matches()) {
      Findings findings = new Findings();
      findings.add(
          "", "Idempotency-Key is 1 to 255 visible ASCII characters, such as a UUID.", value);
      throw findings.refusal();
    }
    return new IdempotencyKey(value);
  }

  /** The key of an event that Lambda may deliver again, with the same request id. */
  static IdempotencyKey ofEvent(String requestId) {
    return new IdempotencyKey("event " + requestId);
  }

  /** What is kept of it. */
  String digest() {
    return digest(value);
  }

  /** SHA-256 as 64 hexadecimal digits. */
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
