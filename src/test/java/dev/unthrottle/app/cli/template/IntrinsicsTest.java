package dev.unthrottle.app.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.nodes.Node;

/** What a template's functions come to before it is deployed. */
class IntrinsicsTest {

  private static final String TEMPLATE =
      """
      Parameters:
        Stage: {Type: String, Default: dev}
        Seconds: {Type: Number, Default: 120}
        Needed: {Type: Number}
        Stored: {Type: "AWS::SSM::Parameter::Value<Number>", Default: 900}
      Mappings:
        Timeouts:
          dev: {Api: 20}
          prod: {Api: 29}
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
        IsHere: !Equals [!Ref "AWS::Region", eu-west-1]
        NotProd: !Not [!Condition IsProd]
        Either: !Or [!Condition IsHere, !Condition NotProd]
        Both: !And [!Condition IsHere, !Condition IsProd]
        Loop: !Not [!Condition Loop]
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60                                             | 60",
        "!Ref Seconds                                   | 120",
        "{Ref: Seconds}                                 | 120",
        "!Sub '${Seconds}'                              | 120",
        "!Sub ['${S}0', {S: !Ref Seconds}]              | 1200",
        "!Join ['', [1, !Ref Seconds]]                  | 1120",
        "!FindInMap [Timeouts, !Ref Stage, Api]         | 20",
        "{'Fn::FindInMap': [Timeouts, prod, Api]}       | 29",
        "!If [IsProd, 900, 30]                          | 30",
        "!If [NotProd, !Ref Seconds, 30]                | 120",
        "!If [Either, 1, 2]                             | 1",
        "!If [Both, 1, 2]                               | 2",
        "!If [IsHere, 5, 5]                             | 5"
      })
  void whatDefaultsDecide_isKnown(String expression, String text) {
    assertThat(value(expression, Map.of()).known()).contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref Needed                          | !Ref Needed",
        "!Ref Stored                          | !Ref Stored",
        "!Ref AWS::Region                     | !Ref AWS::Region",
        "\"{{resolve:ssm:/timeout}}\"           | {{resolve:ssm:/timeout}}",
        "!If [IsHere, 5, 6]                   | !If IsHere",
        "!If [Loop, 5, 6]                     | !If Loop",
        "!FindInMap [Timeouts, test, Api]     | !FindInMap […]",
        "!ImportValue timeout                 | !ImportValue timeout",
        "!Sub '${Needed}'                     | !Sub ${Needed}",
        "[60]                                 | a list",
        "{Some: thing}                        | a mapping"
      })
  void whatDeploymentDecides_isUnknown_andSaysItself(String expression, String shown) {
    assertThat(value(expression, Map.of()))
        .isInstanceOfSatisfying(
            Value.Unknown.class, unknown -> assertThat(unknown.expression()).isEqualTo(shown));
  }

  @Test
  void aGivenParameter_isStrongerThanItsDefault() {
    assertThat(value("!If [IsProd, 900, 30]", Map.of("Stage", "prod")).known()).contains("900");
    assertThat(value("!Ref Needed", Map.of("Needed", "7")).known()).contains("7");
  }

  @ParameterizedTest
  @CsvSource({"~", "!Ref AWS::NoValue", "'!If [IsProd, 900, !Ref AWS::NoValue]'"})
  void nothing_isAbsent(String expression) {
    assertThat(value(expression, Map.of())).isEqualTo(new Value.Absent());
  }

  private static Value value(String expression, Map<String, String> given) {
    Node root = TemplateReader.parse(TEMPLATE + "Value: " + expression, "t.yaml").root();
    Optional<Node> node = Yaml.at(root, "Value");
    return new Intrinsics("t.yaml", root, given).value(node);
  }
}
