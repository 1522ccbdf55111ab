package dev.unthrottle.diagnosis.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTargetTest {

  @ParameterizedTest
  @CsvSource({"1%, 0.01", "0.1%, 0.001", "0.001 %, 0.00001", "50%, 0.5"})
  void percent_areAShare(String text, double share) {
    assertThat(RefusalTarget.parse(text).share()).isEqualTo(share);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.01", "0%", "100%", "-1%", "one", ""})
  void whatCouldBeEither_orIsNoShare_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RefusalTarget.parse(text))
        .withMessage(
            "A refusal target is above 0 % and below 100 %, such as 1% or 0.1%. Found: " + text);
  }

  @Test
  void whereNobodyStatesOne_itIsOnePercent() {
    assertThat(RefusalTarget.DEFAULT.share()).isEqualTo(0.01);
  }
}
