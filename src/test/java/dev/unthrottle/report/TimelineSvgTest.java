package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.report.TimelineSvg.Panel;
import dev.unthrottle.simulation.Timeline;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineSvgTest {

  private static final List<Integer> WIDTHS = List.of(320, 400, 600, 940, 1_600);

  static Stream<Timeline> nasty() {
    return Stream.of(
        SeedCase.now(),
        Timeline.EMPTY,
        NastyTimelines.crowdedEnd(),
        NastyTimelines.everyOutcome(),
        NastyTimelines.twentyExecutions(),
        NastyTimelines.instant());
  }

  @ParameterizedTest
  @MethodSource("nasty")
  void labels_neitherOverlapNorLeaveThePicture(Timeline timeline) {
    WIDTHS.forEach(width -> DrawnPicture.of(picture(timeline, width)).requireLegible());
  }

  @Test
  void labels_neitherOverlapNorLeaveThePicture_whateverIsSimulated() {
    for (long seed = 0; seed < 300; seed++) {
      Timeline timeline = NastyTimelines.random(seed);
      int width = WIDTHS.get((int) (seed % WIDTHS.size()));
      DrawnPicture.of(picture(timeline, width)).as("seed " + seed).requireLegible();
    }
  }

  @Test
  void thePicture_standsAlone_andSaysInWordsWhatItShows() {
    String svg = TimelineSvg.of(panels(), 640);
    assertThat(DrawnPicture.of(svg).width()).isEqualTo(640);
    assertThat(svg)
        .contains("<style>", "xmlns=\"http://www.w3.org/2000/svg\"", "role=\"img\"")
        .contains("Now: 3 attempts, of which 2 refused; 1 execution, over after 70.2 s.")
        .contains("Recommended: 1 attempt, of which 0 refused; 1 execution, over after 70.3 s.");
  }

  /** Time begins at 72 and ends at 640 - 28 = 612: 60 of 70.3 s is 72 + 540 × 0.8535 = 532.9. */
  @Test
  void theProof_isDrawnOnTheSameScale() {
    assertThat(TimelineSvg.of(panels(), 640))
        .contains("<circle cx=\"532.9\"")
        .contains("<circle cx=\"612\"");
  }

  /** Where nothing has to be left out, every sign is explained beside it, and there's no legend. */
  @Test
  void aPictureWithRoom_isLabelledDirectly() {
    assertThat(DrawnPicture.of(TimelineSvg.of(panels(), 940)).texts())
        .contains(
            "60 s: the client hangs up",
            "2, 3 refused: 429 ReservedFunction…",
            "1 slot, reserved; the run of attempt 1 holds it when the others come",
            "runs on for 10.2 s, nobody listens",
            "answered at 70.3 s")
        .doesNotContain("refused with 429");
  }

  @Test
  void whatHasNoRoom_isExplainedBelow() {
    assertThat(DrawnPicture.of(picture(NastyTimelines.twentyExecutions(), 320)).texts())
        .contains("and 12 runs more, told in the table");
  }

  @Test
  void aWidthThatNobodyCanRead_isRefused() {
    assertThatThrownBy(() -> TimelineSvg.of(panels(), 300))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A picture is 320 to 1600 wide. Found: 300");
    assertThatThrownBy(() -> TimelineSvg.of(List.of(), 640))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A picture shows something. Found: no timeline");
  }

  private static List<Panel> panels() {
    return List.of(
        new Panel("Now", SeedCase.now(), "1 slot, reserved"),
        new Panel("Recommended", SeedCase.proof(), "1 slot, reserved"));
  }

  private static String picture(Timeline timeline, int width) {
    String limit = "1 slot, reserved, and a name that no picture has the room for ".repeat(5);
    return TimelineSvg.of(
        IntStream.rangeClosed(1, 2)
            .mapToObj(
                i -> new Panel("Waiting for the longest of names ".repeat(6), timeline, limit))
            .toList(),
        width);
  }
}
