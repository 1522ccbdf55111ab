package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  /** All that a duration of less than two minutes can be, and so all ties: 1.005 s is 1.01 s. */
  @Test
  void decimals_areThoseOfExactArithmetic() {
    for (int millis = 0; millis < 120_000; millis++) {
      int digits = millis < 10_000 ? 2 : 1;
      String exact =
          new BigDecimal(millis)
              .movePointLeft(3)
              .setScale(digits, RoundingMode.HALF_UP)
              .stripTrailingZeros()
              .toPlainString();
      assertThat(Figures.decimal(millis / 1_000.0, digits)).isEqualTo(exact);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "0.04, 1, 0", "0.05, 1, 0.1", "99.95, 1, 100", "0.0003, 4, 0.0003"})
  void decimals_endWithNoZero(double value, int digits, String text) {
    assertThat(Figures.decimal(value, digits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "999, 999", "1000, '1,000'", "1234567, '1,234,567'"})
  void thousands_areGrouped(long number, String text) {
    assertThat(Figures.grouped(number)).isEqualTo(text);
  }
}
