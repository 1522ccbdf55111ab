package dev.unthrottle.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.probe.ProbeStep;
import dev.unthrottle.simulation.Attempt;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person reads while a probe runs. */
class ProbeProgressTest {

  @Test
  void aWait_isSaidOnce_withItsLength() {
    var played = new Played();
    var progress = new ProbeProgress(played.console());
    String what = "1 execution of reproduce to end and to show in the logs";
    // 26.001 s are not over after 26 s.
    progress.waiting(what, Duration.ofMillis(26_001));
    progress.waiting(what, Duration.ofSeconds(25));
    assertThat(played.err())
        .isEqualTo(
            "unthrottle: waiting for 1 execution of reproduce to end and to show in the logs,"
                + " for 27 s at most\n");
  }

  @Test
  void whatGoesOn_isShownWhereSomebodyLooks_andOverwrittenByHowItEnded() {
    var err = new ByteArrayOutputStream();
    var progress =
        new ProbeProgress(
            new Console(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                true));

    progress.attemptBegins(ProbeStep.REPRODUCE, 1, 2, Duration.ofSeconds(70));
    progress.attemptEnded(ProbeStep.REPRODUCE, refused());

    String start = "\r\u001b[K";
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            start
                + "unthrottle: reproduce: call 1, attempt 2 is on its way, for 70 s at most"
                + start
                + "unthrottle: reproduce: attempt 2 refused after 0.1 s\n");
  }

  @Test
  void elsewhere_onlyWhatEndedIsSaid() {
    var played = new Played();
    var progress = new ProbeProgress(played.console());

    progress.attemptBegins(ProbeStep.REPRODUCE, 1, 2, Duration.ofSeconds(70));
    progress.attemptEnded(ProbeStep.REPRODUCE, refused());
    progress.clear();

    assertThat(played.err()).isEqualTo("unthrottle: reproduce: attempt 2 refused after 0.1 s\n");
  }

  private static Attempt refused() {
    return new Attempt(
        1, 2, Duration.ZERO, Duration.ofMillis(100), AttemptOutcome.REFUSED, null, null);
  }
}
