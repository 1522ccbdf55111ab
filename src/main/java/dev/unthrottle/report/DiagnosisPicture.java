package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.report.TimelineSvg.Panel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the picture of a diagnosis shows: the call as it is, and as it can be. */
final class DiagnosisPicture {

  private DiagnosisPicture() {}

  /** One timeline or two. */
  static List<Panel> panels(Diagnosis diagnosis) {
    String limit = Limits.inWords(diagnosis.evidence());
    var panels = new ArrayList<Panel>();
    panels.add(
        new Panel("Now: " + settings(diagnosis.client().client()), diagnosis.timeline(), limit));
    @Nullable Recommendation recommendation = diagnosis.recommendation();
    if (recommendation != null) {
      String then = settings(recommendation.client());
      diagnosis
          .proof()
          .map(proof -> new Panel("Recommended: " + then, proof, limit))
          .or(() ->
              RecommendedCall.of(diagnosis)
                  .map(call -> new Panel("Recommended, simulated: " + then, call, limit)))
          .ifPresent(panels::add);
    }
    return panels;
  }

  /** {@code waits 60 s, 3 attempts}. */
  private static String settings(Client client) {
    @Nullable Duration patience = client.timeouts().patience();
    return "%s, %s"
        .formatted(
            patience == null ? "waits for ever" : "waits " + Figures.duration(patience),
            Figures.count(client.retries().maxAttempts(), "attempt"));
  }
}
