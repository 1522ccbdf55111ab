package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Alternative;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextSummaryTest {

  /** The height of a terminal that somebody has made a little higher than 24 lines. */
  private static final int LINES = 40;

  private final String summary = TextSummary.of(SeedCase.withoutCaller(), false);

  @Test
  void theSeedCase_fitsOneScreen_withoutColours() {
    assertThat(summary.lines()).hasSizeLessThanOrEqualTo(LINES);
    assertThat(summary.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextPage.COLUMNS));
    assertThat(summary).doesNotContain("\u001b");
  }

  @Test
  void colours_changeNothingElse() {
    String coloured = TextSummary.of(SeedCase.withoutCaller(), true);
    assertThat(coloured).contains("\u001b[31m╳\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(summary);
  }

  @Test
  void thePartsStand_inTheOrderInWhichTheyAreAsked() {
    List<String> parts =
        List.of(
            "client-timeout-self-collision  proven",
            "One call now, as the probe saw it",
            "\nWhy\n",
            "\nWhat if ",
            "\nWhat to change ",
            "\nFor aws-cli\n",
            "\nMeasured:     ",
            "\nSide effects: ",
            "\nMissing:      ",
            "\nMore:         --verbose");
    assertThat(summary).containsSubsequence(parts);
  }

  /** 60 s of 70.3 s: the hang-up stands at round(60 / 70.3 × 64) = 55, in the proof nothing. */
  @Test
  void theProof_isDrawnOnTheSameScale() {
    List<String> lines = summary.lines().toList();
    assertThat(lines)
        .contains("  attempts     1" + "━".repeat(54) + "╳2⊘3⊘")
        .contains("  recommended  1" + "━".repeat(63) + "✓")
        .anyMatch(line -> line.startsWith("One call now") && line.endsWith(" 0 to 70.3 s"));
  }

  @Test
  void whatLooksLikeAWayOut_andIsNone_standsBesideTheRecommendation() {
    assertThat(summary.lines())
        .containsSequence(
            "  now                      refused with 429   61.9 s     1 ×    100 %        0 %",
            "  recommended              answered           70.2 s     1 ×      0 %        0 %",
            "  one slot more            read timeout        182 s     3 ×      0 %      100 %");
  }

  @Test
  void aVerdictThatIsntProven_saysWhatIsMissing() {
    assertThat(Arrays.stream(GoldenCase.values()).map(GoldenCase::diagnosis))
        .allSatisfy(
            diagnosis -> assertThat(TextSummary.of(diagnosis, false)).contains("\nMissing:      "));
  }

  @Test
  void theLongReport_hasEveryAlternative() {
    Diagnosis diagnosis = SeedCase.diagnosis();
    assertThat(diagnosis.alternatives())
        .extracting(Alternative::kind)
        .allSatisfy(kind ->
            assertThat(TextReport.of(diagnosis, false))
                .contains("\n  " + AlternativeText.name(kind) + " "));
    assertThat(TextReport.of(diagnosis, false))
        .contains(
            "\n    reserved concurrency 2: 99 % within 183 s, all within 183 s; at most 3 runs\n");
  }
}
