package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The well-known example, in every form of the answer: 3 retries, 10 s to connect, 30 s to read. By
 * the estimate 3 × (10 s + 30 s) = 120 s, with a margin of 20 s 140 s; exactly 4 × (10 s + 30 s)
 * and backoffs of at most 1 s, 2 s and 4 s = 167 s.
 */
class AdviceTextTest {

  private static final String ESTIMATE =
      "3 × (10 s + 30 s) = 120 s, and with the margin of 20 s 140 s";

  private static final String WORST_CASE = "4 × (10 s + 30 s) + 7 s = 167 s";

  private final Diagnosis diagnosis = withThreeRetries();

  @Test
  void theText_showsBothFormulasWithTheirNumbers_andWhatTheyLeaveOut() {
    assertAll(TextReport.of(diagnosis, false).replaceAll("\\s+", " "));
  }

  @Test
  void theHtml_does() {
    assertAll(HtmlReport.of(diagnosis).replace("&#39;", "'"));
  }

  @Test
  void theJson_does() {
    var now = JsonReport.of(diagnosis).at("/recommendation/callerTimeoutNow");

    assertAll(now.toString());
    assertThat(now.at("/baseMs").longValue()).isEqualTo(120_000);
    assertThat(now.at("/estimateMs").longValue()).isEqualTo(140_000);
    assertThat(now.at("/worstCaseMs").longValue()).isEqualTo(167_000);
  }

  @Test
  void whoRepeatsWhat_isToldWithItsProduct() {
    assertThat(TextReport.of(SeedCase.diagnosis(), false).replaceAll("\\s+", " "))
        .contains(
            "Retries multiply: one event runs the function at most 3 by the caller × 1 by the client"
                + " = 3 times, and now 3 × 3 = 9 times (the caller: as given).");
  }

  private static void assertAll(String report) {
    assertThat(report)
        .contains(
            ESTIMATE,
            WORST_CASE,
            "the first attempt, and the backoff between attempts",
            "name resolution, and the caller's own code before and after the call");
  }

  private static Diagnosis withThreeRetries() {
    Diagnosis seed = SeedCase.diagnosis();
    ResolvedClient client =
        ClientCatalog.bundled()
            .resolve(
                new ClientConfiguration(
                    ClientId.AWS_CLI,
                    "2.31.0",
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    4,
                    null,
                    Map.of()));
    return new Diagnosis(
        seed.id(),
        seed.at(),
        seed.request(),
        seed.evidence(),
        client,
        seed.verdict(),
        seed.recommendation(),
        seed.measurements(),
        seed.timeline(),
        seed.timelineSource(),
        seed.current(),
        seed.recommended(),
        seed.alternatives(),
        seed.probe(),
        seed.awsCalls());
  }
}
