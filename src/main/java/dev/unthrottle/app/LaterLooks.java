package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.store.FollowUp;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.probe.ProbeRecord;
import dev.unthrottle.report.JsonText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a diagnosis that was answered before its probe's executions had ended is looked at again.
 * That is done when somebody asks for it, for as long as the logs may tell more, and a few times at
 * most.
 */
final class LaterLooks {

  /** So often a diagnosis is taken up in all, its workers that were lost included. */
  static final int MOST_TAKES = 6;

  /** After a look that failed. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private LaterLooks() {}

  /** What is left to be done after an answer. */
  static @Nullable FollowUp after(
      StoredDiagnosis taken, JsonNode request, Diagnosis diagnosis, Instant now) {
    @Nullable ProbeRecord probe = diagnosis.probe();
    return probe == null || probe.openUntil() == null || taken.takes() >= MOST_TAKES
        ? null
        : new FollowUp(withoutPayload(request), probe.stopped(), now);
  }

  /** What is left to be done after a look that failed. */
  static @Nullable FollowUp afterFailure(StoredDiagnosis taken, Instant now) {
    @Nullable FollowUp before = taken.followUp();
    return before == null || taken.takes() >= MOST_TAKES
        ? null
        : new FollowUp(before.request(), before.stopped(), now.plus(PAUSE));
  }

  /** Nothing is invoked any more, so that nobody needs it. */
  private static Packed withoutPayload(JsonNode request) {
    JsonNode bare = request.deepCopy();
    if (bare.path("probe") instanceof ObjectNode probe) {
      probe.remove("payload");
    }
    return Packed.of(JsonText.compact(bare));
  }
}
