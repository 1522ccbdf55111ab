package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTreeTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("", "It is empty."),
        mistake(
            "{",
            "Line 1, column 2: the end stands where a name in quotation marks or } is expected."),
        mistake(
            "{x", "Line 1, column 2: x stands where a name in quotation marks or } is expected."),
        mistake("{\"a\" 1}", "Line 1, column 6: 1 stands where a colon is expected."),
        mistake("{\n  \"a\": }", "Line 2, column 8: } stands where a value is expected."),
        mistake("{\n  \"a\": tru}", "Line 2, column 8: t stands where a value is expected."),
        mistake(
            "{\"a\":1,}",
            "Line 1, column 8: } stands where a name in quotation marks is expected."),
        mistake(
            "{\"a\":\"1\" \"b\":2}",
            "Line 1, column 10: \" stands where a comma or } is expected."),
        mistake(
            "{\"a\":1,\"a\":2}", "Line 1, column 8: the name \"a\" stands twice in its object."),
        mistake("[1,", "Line 1, column 4: the end stands where a value is expected."),
        mistake("[1", "Line 1, column 3: the end stands where a comma or ] is expected."),
        mistake("[1 2]", "Line 1, column 4: 2 stands where a comma or ] is expected."),
        mistake("['a']", "Line 1, column 2: ' stands where a value or ] is expected."),
        mistake("nul", "Line 1, column 1: n stands where a value is expected."),
        mistake("}", "Line 1, column 1: } stands where a value is expected."),
        mistake("{\"a\":1} x", "Line 1, column 9: x stands where the end is expected."),
        mistake("{} {}", "Line 1, column 4: something follows the JSON value."),
        mistake("\u0001", "Line 1, column 2: a control character stands before this."),
        mistake("[01]", "Line 1, column 3: a number is written as 12, -1.5 or 1e3."),
        mistake("[1.]", "Line 1, column 3: a number is written as 12, -1.5 or 1e3."),
        mistake("[\"a", "Line 1, column 4: a text isn't closed with a quotation mark."),
        mistake(
            "[\"a\nb\"]",
            "Line 1, column 4: in a text, line breaks and control characters are written as escapes such as \\n."),
        mistake(
            "{\"a\\q\":1}",
            "Line 1, column 5: in a text, a backslash stands before one of \" \\ / b f n r t, or u and four hex digits."),
        mistake(
            "[\"\\u12G4\"]",
            "Line 1, column 7: in a text, a backslash stands before one of \" \\ / b f n r t, or u and four hex digits."),
        mistake(
            "[".repeat(1001),
            "Line 1, column 1002: lists and objects are nested at most 1000 deep."),
        mistake(
            "[" + "1".repeat(1001) + "]",
            "Line 1, column 1003: a number has at most 1000 digits, and a name at most 50000 characters."));
  }

  private static Arguments mistake(String text, String sentence) {
    return Arguments.of(text, sentence);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void whatIsNoJson_isToldWithItsPlaceAndWhatIsExpected(String text, String sentence) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> JsonTree.parse(text));
    assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.MALFORMED_JSON);
    assertThat(refused.problem().detail()).isEqualTo(sentence);
  }
}
