package dev.unthrottle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.advice.Goal.Purpose;
import dev.unthrottle.diagnosis.advice.Recommendation;
import dev.unthrottle.diagnosis.advice.WayOut;
import dev.unthrottle.diagnosis.cause.Cause;
import dev.unthrottle.diagnosis.cause.Verdict;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is advised agrees with what ends the cause, in every scenario. */
@ExtendWith(TestCredentials.class)
class ScenarioAdviceTest {

  /** What no setting of the function or of the client that invokes it has a part in. */
  private static final Set<Cause> ELSEWHERE =
      EnumSet.of(
          Cause.CALLER_RATE_EXCEEDED,
          Cause.CONTROL_PLANE_RATE_EXCEEDED,
          Cause.DOWNSTREAM_THROTTLE,
          Cause.GATEWAY_THROTTLE,
          Cause.SNAPSTART_SNAPSHOT_LIMIT,
          Cause.EC2_THROTTLE,
          Cause.NONE_FOUND);

  /** What takes every slot that there is, however many they are. */
  private static final Set<Cause> TAKE_ALL =
      EnumSet.of(
          Cause.EVENT_SOURCE_TAKES_ALL,
          Cause.FUNCTION_TIMEOUT_HOLDS_SLOT,
          Cause.PROVISIONED_TAKES_ALL,
          Cause.SCALING_RATE_EXCEEDED);

  static List<Path> scenarios() throws IOException {
    return ScenariosTest.scenarios();
  }

  @BeforeAll
  static void playAll() throws IOException {
    assertThat(scenarios().stream().map(PlayedScenario::of)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void settings_areNoRemedyForWhatLiesElsewhere(Path file) {
    Diagnosis diagnosis = played(file);
    Recommendation advice = diagnosis.recommendation();
    boolean elsewhere = causes(diagnosis.verdict()).allMatch(ELSEWHERE::contains);

    if (advice != null) {
      assertThat(advice.purpose()).isEqualTo(elsewhere ? Purpose.PRECAUTION : Purpose.REMEDY);
    }
    boolean settingsWereRead = advice != null || diagnosis.current() != null;
    if (elsewhere && settingsWereRead) {
      assertThat(TextReport.of(diagnosis, false).replaceAll("\\s+", " "))
          .containsAnyOf(
              "Nothing in the settings",
              "These settings have no part in it",
              "No cause was found that these settings would end");
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void slots_areAdvisedOnlyAgainstWhatSlotsEnd(Path file) {
    Diagnosis diagnosis = played(file);
    Recommendation advice = diagnosis.recommendation();
    boolean slotsDontHelp =
        causes(diagnosis.verdict())
            .allMatch(cause -> ELSEWHERE.contains(cause) || TAKE_ALL.contains(cause));

    if (advice != null && slotsDontHelp && cause(diagnosis) != Cause.NONE_FOUND) {
      assertThat(advice.reservedConcurrency()).isEqualTo(reserved(diagnosis));
    }
  }

  /** Its 10 slots refused more than half of the calls: no figure may say that they are enough. */
  @ParameterizedTest
  @MethodSource("tooFull")
  void aLoadThatWasRefused_isSizedForWhenItWas(Path file) {
    Recommendation advice = played(file).recommendation();

    assertThat(advice).isNotNull();
    assertThat(advice.sizing()).isNotNull();
    assertThat(Math.max(advice.sizing().slotsForLoad(), advice.sizing().slotsForRate()))
        .isGreaterThan(10);
    assertThat(advice.wayOut()).isNotNull();
    assertThat(advice.wayOut().kind()).isEqualTo(WayOut.Kind.QUEUE);
    assertThat(played(file).current()).isNotNull();
    assertThat(played(file).current().throttleProbability()).isGreaterThan(0.3);
  }

  static List<Path> tooFull() {
    return List.of(Path.of("scenarios", "account-of-ten.yaml"));
  }

  private static Cause cause(Diagnosis diagnosis) {
    return diagnosis.verdict().cause();
  }

  private static Stream<Cause> causes(Verdict verdict) {
    return Stream.concat(
        Stream.of(verdict.cause()), verdict.also().stream().map(Verdict.Also::cause));
  }

  private static @Nullable Integer reserved(Diagnosis diagnosis) {
    return diagnosis.evidence().reservation().value().orElse(null)
            instanceof Reservation.Reserved(int slots)
        ? (Integer) slots
        : null;
  }

  private static Diagnosis played(Path file) {
    try {
      return PlayedScenario.of(file).get().diagnosis();
    } catch (InterruptedException | ExecutionException e) {
      return fail("can't play " + file, e);
    }
  }
}
