package dev.unthrottle.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.conformance.KnownDeviations.Deviation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownDeviationsTest {

  private static final Deviation LATE =
      new Deviation("slow-.*", ".*far below.*", Set.of("gap"), "it is slow");

  private static final Difference GAP = new Difference("gap", "3000 ms");

  private final KnownDeviations known = KnownDeviations.of(List.of(LATE));

  @Test
  void anEntry_explainsWhatItNames() {
    assertThat(known.explain("slow-client", "read timeout far below", GAP)).contains(LATE);
  }

  @Test
  void anEntry_explainsNoOtherClientCaseOrDifference() {
    assertThat(known.explain("client", "read timeout far below", GAP)).isEmpty();
    assertThat(known.explain("slow-client", "read timeout above", GAP)).isEmpty();
    assertThat(known.explain("slow-client", "far below", new Difference("peak", ""))).isEmpty();
  }

  @Test
  void anEntryThatExplainedNothing_isUnseen() {
    assertThat(known.unseen()).containsExactly(LATE);
    assertThat(known.explain("slow-client", "far below", GAP)).isPresent();
    assertThat(known.unseen()).isEmpty();
  }
}
