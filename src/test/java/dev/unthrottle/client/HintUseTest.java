package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes of a client's own backoff and the headers of a refusal. */
class HintUseTest {

  @ParameterizedTest
  @CsvSource({
    // use, backoff, Retry-After, x-amz-retry-after, wait
    "IGNORED, 2s, 9s, 9s, 2s",
    "RETRY_AFTER_AT_LEAST, 2s, 1s, , 2s",
    "RETRY_AFTER_AT_LEAST, 2s, 60s, , 60s",
    "RETRY_AFTER_AT_LEAST, 2s, , 9s, 2s",
    "RETRY_AFTER_ON_TOP, 2s, 3s, 9s, 5s",
    "AMZ_RETRY_AFTER_INSTEAD, 2s, 9s, 100ms, 100ms",
    "AMZ_RETRY_AFTER_INSTEAD, 2s, , 30s, 20s",
    "AMZ_RETRY_AFTER_INSTEAD, 2s, 9s, , 2s",
    "AMZ_RETRY_AFTER_EXACTLY, 2s, 9s, 100ms, 100ms",
    "AMZ_RETRY_AFTER_EXACTLY, 2s, , 30s, 30s",
    "AMZ_RETRY_AFTER_EXACTLY, 2s, 9s, , 2s",
    "AMZ_RETRY_AFTER_AT_LEAST, 2s, 9s, 1s, 2s",
    "AMZ_RETRY_AFTER_AT_LEAST, 2s, , 60s, 60s",
    // from 2 s to 2 + 5 s
    "AMZ_RETRY_AFTER_CLAMPED, 2s, , 1s, 2s",
    "AMZ_RETRY_AFTER_CLAMPED, 2s, , 6s, 6s",
    "AMZ_RETRY_AFTER_CLAMPED, 2s, , 8s, 7s",
    "AMZ_RETRY_AFTER_CLAMPED, 2s, 6s, , 2s",
    "EITHER_CLAMPED, 2s, 6s, , 6s",
    "EITHER_CLAMPED, 2s, 60s, , 7s",
    "EITHER_CLAMPED, 2s, 6s, 3s, 3s",
    "EITHER_CLAMPED, 2s, , , 2s",
  })
  void aHint_countsAsTheClientReadsIt(
      HintUse use, String backoff, @Nullable String after, @Nullable String amzAfter, String wait) {
    RetryHint hint = new RetryHint(duration(after), duration(amzAfter));
    assertThat(use.delayNanos(DurationText.parse(backoff).toNanos(), hint))
        .isEqualTo(DurationText.parse(wait).toNanos());
  }

  @ParameterizedTest
  @EnumSource
  void withoutAHint_everyClientWaitsItsOwnBackoff(HintUse use) {
    assertThat(use.delayNanos(1_500, RetryHint.NONE)).isEqualTo(1_500);
  }

  @Test
  void aHintIntoThePast_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryHint(Duration.ofSeconds(-1), null))
        .withMessage("Nobody can come back earlier than now. Found: PT-1S, null");
  }

  private static @Nullable Duration duration(@Nullable String text) {
    return text == null ? null : DurationText.parse(text);
  }
}
