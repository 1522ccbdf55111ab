package dev.unthrottle.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What CloudFormation's linter and SAM's own translator say about the template. */
@Tag("conformance")
class TemplateTest {

  private static final String TRANSLATE =
      """
      from samtranslator.parser.parser import Parser
      from samtranslator.translator.translator import Translator
      from samtranslator.yaml_helper import yaml_parse
      template = yaml_parse(open('template.yaml').read())
      template['Globals']['Function']['CodeUri'] = 's3://bucket/unthrottle-lambda.zip'
      Translator({}, Parser()).translate(template, parameter_values={})
      """;

  @Test
  void theLinter_findsNothing() throws Exception {
    assertThat(run("pip install cfn-lint", "cfn-lint", "template.yaml")).isEmpty();
  }

  @Test
  void sam_translatesIt() throws Exception {
    assertThat(run("pip install aws-sam-translator", "python3", "-c", TRANSLATE)).isEmpty();
  }

  /** What a tool prints; the test fails if there is no such tool, or if it fails. */
  private static String run(String install, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("AWS_DEFAULT_REGION", "eu-west-1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AssertionError("%s is missing: %s".formatted(command[0], install), e);
    }
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("%s (%s): %s", command[0], install, printed).isZero();
    return printed;
  }
}
