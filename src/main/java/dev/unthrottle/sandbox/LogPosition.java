package dev.unthrottle.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between the events of a group, which tokens carry.
 *
 * @param timestamp of the event just before it
 * @param sequence of the event just before it
 */
record LogPosition(Instant timestamp, long sequence) {

  /** Before everything. */
  static final LogPosition START = new LogPosition(Instant.EPOCH, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,15}):(\\d{1,18})");

  /** Just after an event. */
  static LogPosition after(LogStore.Event event) {
    return new LogPosition(event.timestamp(), event.sequence());
  }

  /** Whether an event comes later. */
  boolean isBefore(LogStore.Event event) {
    int byTime = timestamp.compareTo(event.timestamp());
    return byTime < 0 || (byTime == 0 && sequence < event.sequence());
  }

  /** An opaque text. */
  String token() {
    byte[] plain =
        "%d:%d".formatted(timestamp.toEpochMilli(), sequence).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  /**
   * The place that a token carries.
   *
   * @throws AwsError if it carries none
   */
  static LogPosition of(String token) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      Matcher matcher = FORM.matcher(plain);
      if (matcher.matches()) {
        return new LogPosition(
            Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
            Long.parseLong(matcher.group(2)));
      }
    } catch (IllegalArgumentException _) {
      // Not even Base64; answered below.
    }
    throw LogsInput.invalidToken();
  }
}
