package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.evidence.Gap;
import dev.unthrottle.simulation.Attempt;
import dev.unthrottle.simulation.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private final String report = TextReport.of(SeedCase.diagnosis(), false);

  @Test
  void noLine_isWiderThanATerminal() {
    assertThat(report.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextPage.COLUMNS));
  }

  @Test
  void theHeadline_namesCauseAndCertainty() {
    assertThat(report.lines().findFirst()).contains("client-timeout-self-collision  proven");
  }

  @Test
  void whatEndsIt_andAnotherCause_areTold() {
    String text = TextReport.of(SeedCase.withAnotherCause(), false);

    assertThat(text)
        .contains(
            "What ends it\n  • Give every call inside the function a read timeout of its own.")
        .contains("As well: client-timeout-duplicates, likely\n")
        .contains("  • Make the function idempotent.");
  }

  @Test
  void colours_areOptional_andChangeNothingElse() {
    String coloured = TextReport.of(SeedCase.diagnosis(), true);
    assertThat(report).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[1m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(report);
  }

  /**
   * 65 columns for 70.2 s. The hang-up at 60 s stands at round(60/70.2 × 64) = 55; the refusals at
   * 60.4 s and 61.9 s at 55 and 56 by the scale, but one after the other so that none is hidden.
   */
  @Test
  void theTimeline_showsHangUpRefusalsAndTheGhost() {
    List<String> lines = new TextTimeline(SeedCase.now(), "1 slot, reserved").lines();
    assertThat(lines.get(1)).isEqualTo("  attempts     1" + "━".repeat(54) + "╳2⊘3⊘");
    assertThat(lines.get(2)).startsWith("  limit        ┄┄").endsWith("┄ 1 slot, reserved");
    assertThat(lines.get(3)).isEqualTo("  executions   " + "█".repeat(55) + "▒".repeat(9));
    assertThat(lines.get(4)).startsWith("  ╳ client hangs up at 60 s · ⊘ 429 at ");
  }

  /** 5 refusals: three moments are named, and 5 - 3 = 2 are counted. */
  @Test
  void theLegend_saysHowManyMomentsItLeavesOut() {
    List<Attempt> refusals =
        IntStream.rangeClosed(1, 5)
            .mapToObj(n -> Duration.ofSeconds(n))
            .map(at ->
                new Attempt(1, (int) at.toSeconds(), at, at, AttemptOutcome.REFUSED, null, null))
            .toList();
    List<String> lines = new TextTimeline(new Timeline(refusals, List.of()), "1 slot").lines();
    assertThat(String.join(" ", lines)).contains("⊘ 429 at 1 s, 2 s, 3 s and 2 more");
  }

  @Test
  void whatIsUnknown_isSaid() {
    String empty = TextReport.of(SeedCase.withoutAnything(), false);
    assertThat(empty)
        .contains("none-found  possible")
        .contains("Missing:      permission to read the function's settings")
        .contains("nothing was invoked; 5 calls to AWS");
  }

  @Test
  void anEmptyTimeline_hasNoLanes() {
    assertThat(Lanes.of(Timeline.EMPTY).slots()).isEmpty();
    assertThat(new TextTimeline(Timeline.EMPTY, "1 slot").lines()).hasSize(2);
  }

  /** Everything but the colours of the page's own ink: AWS's and users' words included. */
  @Test
  void nothingFromOutside_actsOnTheTerminal() {
    Gap hostile =
        new Gap(
            Gap.Kind.FAILED,
            "the \u009bmetrics",
            "cloudwatch:GetMetricData",
            null,
            "AWS said:\n\u001b]0;owned\u0007 \u202eevil");
    Diagnosis diagnosis = SeedCase.diagnosis(SeedCase.evidence(hostile), SeedCase.probe());
    String coloured = TextReport.of(diagnosis, true);
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo(TextReport.of(diagnosis, false))
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
    assertThat(coloured.replaceAll("\\s+", " "))
        .contains("\\u001b]0;owned\\u0007", "the \\u009bmetrics", "AWS said:\\n");
  }
}
