package dev.unthrottle.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the template's role permits. */
class RoleTest {

  private static final Pattern LAMBDA_ACTION = Pattern.compile("\\blambda:([A-Z]\\w+|\\*(?!:))");

  private final String template;

  RoleTest() throws IOException {
    template = Files.readString(Path.of("template.yaml"));
  }

  @Test
  void theTarget_canNeverBeChanged() {
    List<String> actions =
        LAMBDA_ACTION.matcher(template).results().map(match -> match.group(1)).distinct().toList();
    assertThat(actions)
        .contains("GetFunctionConcurrency", "InvokeFunction")
        .allSatisfy(action -> assertThat(action).matches("Get\\w+|List\\w+|InvokeFunction"));
  }

  @Test
  void whatMayBeProbed_hasTheTag_orIsListed_andBothAreParameters() {
    assertThat(template)
        .contains("{\"StringEquals\": {\"aws:ResourceTag/${ProbeTagKey}\": \"${ProbeTagValue}\"}}")
        .contains("Plain: !Join [\",\", !Ref ProbeFunctionArns]")
        .contains("UNTHROTTLE_PROBE_TAG: !Sub ${ProbeTagKey}=${ProbeTagValue}");
  }

  @Test
  void noFunctionMayBeInvoked_withoutConditionOrName() {
    String tagged = template.substring(template.indexOf("ProbeTagged:"));
    assertThat(tagged.substring(0, tagged.indexOf("Keep:")))
        .containsOnlyOnce("lambda:InvokeFunction")
        .contains("\"Condition\": {");
    assertThat(tagged.substring(tagged.indexOf("Keep:"), tagged.indexOf("ProbeNamed:")))
        .containsOnlyOnce("lambda:InvokeFunction")
        .contains(
            "Action: lambda:InvokeFunction\n            Resource: !GetAtt WorkerFunction.Arn");
  }
}
