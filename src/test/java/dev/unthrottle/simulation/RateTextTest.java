package dev.unthrottle.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTextTest {

  /** 30 a minute are 30 / 60 a second; 36 an hour are 36 / 3600. */
  @ParameterizedTest
  @CsvSource({"5/s, 5", "0.5/s, 0.5", "30/min, 0.5", "36/h, 0.01"})
  void aRate_isRead(String text, double perSecond) {
    assertThat(RateText.perSecond(text)).isEqualTo(perSecond);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "0/s", "30/m", "5/d", "-1/s", "1e3/s", "5 /s", ""})
  void anythingElse_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateText.perSecond(text))
        .withMessage("This is a rate above zero, such as 0.5/s, 30/min or 10/h. Found: " + text);
  }
}
