package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
