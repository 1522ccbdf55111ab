package dev.unthrottle.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where tools are missing, nobody has to guess what to install. */
class ToolsTest {

  /** Starts all clients; the test runs it with a PATH of its own. */
  public static void main(String[] none) {
    try (Drivers drivers = Drivers.start()) {
      System.out.println(drivers.tools());
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
    }
  }

  @Test
  void anEmptyPath_isAnsweredWithEveryMissingToolAndItsInstallation() throws Exception {
    assertThat(printedWithAnEmptyPath())
        .startsWith("Not every real client is here.\n")
        .contains(
            "aws-cli-1: aws (aws-cli/1.…) is missing. Install it: pip install awscli==1.45.11",
            "aws-cli-2: aws (aws-cli/2.…) is missing. Install it: apt-get install -y awscli",
            "boto3: python3 (1.43.…) is missing. Install it: pip install boto3==1.43.11",
            "boto3-debian: python3 (1.26.…) is missing."
                + " Install it: apt-get install -y python3-boto3",
            "js-v3: npm (…) is missing. Install it: apt-get install -y nodejs npm",
            "js-v2: npm (…) is missing. Install it: apt-get install -y nodejs npm",
            "go-v1: go (go version…) is missing."
                + " Install it: apt-get install -y golang-go golang-github-aws-aws-sdk-go-dev",
            "go-v2: go (go version…) is missing."
                + " Install it: apt-get install -y golang-go golang-github-aws-aws-sdk-go-v2-dev",
            "ruby: ruby (3.…) is missing. Install it: apt-get install -y ruby ruby-aws-sdk-core",
            "java-v1: mvn (…) is missing. Install it: apt-get install -y maven",
            "java-v2: mvn (…) is missing. Install it: apt-get install -y maven");
  }

  private static String printedWithAnEmptyPath() throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
                Tools.java().toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath,
                ToolsTest.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("PATH", "");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed;
  }
}
