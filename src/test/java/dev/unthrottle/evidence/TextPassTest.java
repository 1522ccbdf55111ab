package dev.unthrottle.evidence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextPassTest {

  private int left = 64 * BlockSource.LENGTH;

  /** Empty lines, many more blocks of them than may wait for one. */
  private int read(byte[] into, int from, int length) {
    int read = Math.min(length, left);
    Arrays.fill(into, from, from + read, (byte) '\n');
    left -= read;
    return read == 0 ? -1 : read;
  }

  @Test
  @Timeout(60)
  void aWorkerThatFails_endsThePass_andLeavesNobodyWaiting() {
    BlockSource source = new BlockSource(this::read, TextStyle.BARE);
    TextPass pass =
        new TextPass(
            source,
            _ -> {
              throw new IllegalArgumentException("a line that can't be joined");
            },
            () -> {});

    assertThatThrownBy(() -> pass.run(2, () -> new BlockScanner(true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A block could not be scanned")
        .hasRootCauseMessage("a line that can't be joined");
  }
}
