package dev.unthrottle.client;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client makes of a {@link RetryHint}. */
public enum HintUse {
  /** Nothing. */
  IGNORED,
  /** It waits as long as {@code Retry-After} says, and longer if its own backoff is longer. */
  RETRY_AFTER_AT_LEAST,
  /** It waits for {@code Retry-After} on top of its own backoff. */
  RETRY_AFTER_ON_TOP,
  /**
   * It waits exactly as long as {@code x-amz-retry-after} says, but not beyond {@link
   * #LONGEST_INSTEAD}.
   */
  AMZ_RETRY_AFTER_INSTEAD,
  /** It waits exactly as long as {@code x-amz-retry-after} says, however long that is. */
  AMZ_RETRY_AFTER_EXACTLY,
  /** It waits as long as {@code x-amz-retry-after} says, and longer if its own backoff is. */
  AMZ_RETRY_AFTER_AT_LEAST,
  /** It waits as {@code x-amz-retry-after} says, bounded as {@link #MOST_ON_TOP} says. */
  AMZ_RETRY_AFTER_CLAMPED,
  /** The same with either header; of both, here, with {@code x-amz-retry-after}. */
  EITHER_CLAMPED;

  /**
   * The most that a clamped hint adds to the client's own backoff; it never shortens it.
   *
   * @see <a
   *     href="https://aws.amazon.com/blogs/developer/updated-default-retry-behavior-for-aws-sdks-and-tools/">AWS's
   *     announcement</a>, checked 2026-11-22
   */
  public static final Duration MOST_ON_TOP = Duration.ofSeconds(5);

  /**
   * The longest wait that a service can put in the place of the client's own: the cap of its
   * backoff.
   *
   * @see <a href="https://github.com/smithy-lang/smithy-rs">smithy-rs
   *     retries/strategy/standard.rs</a>, read 2026-11-22
   */
  public static final Duration LONGEST_INSTEAD = Duration.ofSeconds(20);

  /** The wait that comes of the client's own backoff and the service's hint. */
  public long delayNanos(long backoffNanos, RetryHint hint) {
    return switch (this) {
      case IGNORED -> backoffNanos;
      case RETRY_AFTER_AT_LEAST -> Math.max(backoffNanos, nanos(hint.retryAfter()));
      case RETRY_AFTER_ON_TOP -> backoffNanos + nanos(hint.retryAfter());
      case AMZ_RETRY_AFTER_INSTEAD ->
          hint.amzRetryAfter() == null
              ? backoffNanos
              : Math.min(hint.amzRetryAfter().toNanos(), LONGEST_INSTEAD.toNanos());
      case AMZ_RETRY_AFTER_EXACTLY ->
          hint.amzRetryAfter() == null ? backoffNanos : hint.amzRetryAfter().toNanos();
      case AMZ_RETRY_AFTER_AT_LEAST -> Math.max(backoffNanos, nanos(hint.amzRetryAfter()));
      case AMZ_RETRY_AFTER_CLAMPED -> clamped(backoffNanos, hint.amzRetryAfter());
      case EITHER_CLAMPED ->
          clamped(
              backoffNanos,
              hint.amzRetryAfter() == null ? hint.retryAfter() : hint.amzRetryAfter());
    };
  }

  /** What it is, as the end of "Retry-After:". */
  public String words() {
    return switch (this) {
      case IGNORED -> "ignored, like x-amz-retry-after";
      case RETRY_AFTER_AT_LEAST -> "waited for at least; x-amz-retry-after is ignored";
      case RETRY_AFTER_ON_TOP -> "waited for besides; x-amz-retry-after is ignored";
      case AMZ_RETRY_AFTER_INSTEAD, AMZ_RETRY_AFTER_EXACTLY ->
          "ignored; x-amz-retry-after stands in the place of the client's own wait";
      case AMZ_RETRY_AFTER_AT_LEAST -> "ignored; x-amz-retry-after is waited for at least";
      case AMZ_RETRY_AFTER_CLAMPED ->
          "ignored; x-amz-retry-after counts, up to 5 s beyond the client's own wait";
      case EITHER_CLAMPED ->
          "counts like x-amz-retry-after, up to 5 s beyond the client's own wait";
    };
  }

  /** The name in the catalogue's file and in answers: {@code retry-after-at-least}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long clamped(long backoffNanos, @Nullable Duration hint) {
    return Math.clamp(nanos(hint), backoffNanos, backoffNanos + MOST_ON_TOP.toNanos());
  }

  private static long nanos(@Nullable Duration hint) {
    return hint == null ? 0 : hint.toNanos();
  }
}
