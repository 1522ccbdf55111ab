package dev.unthrottle.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client's user gets to see, with placeholders for what differs from call to call.
 *
 * @param refused when the last attempt was refused; {@code null} where it isn't known
 * @param readTimeout when the last attempt had no answer in time; {@code null} where it isn't known
 */
public record Prints(@Nullable String refused, @Nullable String readTimeout) {

  /** The error after {@code attempts} attempts, the first included, the last of them refused. */
  public Optional<String> refused(int attempts) {
    return Optional.ofNullable(refused).map(text -> counted(text, attempts));
  }

  /**
   * The error after {@code attempts} attempts, the first included, the last of which had no answer
   * within {@code timeout}.
   */
  public Optional<String> readTimeout(int attempts, Duration timeout) {
    return Optional.ofNullable(readTimeout)
        .map(text -> counted(text, attempts))
        .map(text -> text.replace("{ms}", Long.toString(timeout.toMillis())))
        .map(text -> text.replace("{seconds}", Long.toString(timeout.toSeconds())));
  }

  private static String counted(String text, int attempts) {
    return text.replace("{attempts}", Integer.toString(attempts))
        .replace("{retries}", Integer.toString(attempts - 1));
  }
}
