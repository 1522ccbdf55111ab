package dev.unthrottle.aws;

import dev.unthrottle.evidence.Observation.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What settings were found lately, so that asking about the same function again costs the account
 * no calls. One account's, in one Region. Only what was found is kept: whoever was denied something
 * and is then allowed it gets it at once. Logs and metrics are never kept, because what is asked of
 * them is always the newest. Safe for use by several threads.
 */
final class SettingsCache {

  /** For how long what was found is good enough. */
  static final Duration LIFE = Duration.ofSeconds(30);

  private record Question(AwsCall call, String subject) {}

  private final Map<Question, Observed<?>> found = new HashMap<>();

  /** What was found less than {@link #LIFE} ago. */
  synchronized Optional<Observed<?>> find(AwsCall call, String subject, Instant now) {
    found.values().removeIf(old -> !old.at().plus(LIFE).isAfter(now));
    return Optional.ofNullable(found.get(new Question(call, subject)));
  }

  /** Keeps what was found. */
  synchronized void keep(AwsCall call, String subject, Observed<?> answer) {
    found.put(new Question(call, subject), answer);
  }
}
