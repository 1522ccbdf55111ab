package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.evidence.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact that a verdict rests on.
 *
 * @param fact a sentence
 * @param source where it was seen
 * @param at when it happened, where it has a time
 * @param requestId the invocation that it is about, where it is about one
 */
public record Reason(String fact, Source source, @Nullable Instant at, @Nullable String requestId) {

  /** A fact without a time of its own. */
  static Reason of(Source source, String fact) {
    return new Reason(fact, source, null, null);
  }
}
