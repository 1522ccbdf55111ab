package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.report.EvilCase;
import dev.unthrottle.report.HtmlReport;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was read from outside runs in the browser of whoever reads the report. */
@Tag("conformance")
class ReportInjectionBrowserTest {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  @TempDir private Path folder;

  @Test
  void whatAwsAnswers_isText() throws Exception {
    try (Sandbox aws = Sandbox.start(wordy(), 0, Clock.systemUTC(), 1)) {
      String page =
          Unthrottle.run(
              "diagnose",
              "DelayFunction",
              "--client=aws-cli@2.31.0",
              "--region=us-east-1",
              "--endpoint-url=" + aws.endpoint(),
              "--error=" + Hostile.markup("error"),
              "--probe=reproduce",
              "--allow-exclusive",
              "--format=html");
      isHarmless(page, "logs", "metrics", "invoke");
    }
  }

  /** The text is in every place of a diagnosis that takes it, whoever wrote it there. */
  @Test
  void whatStandsInADiagnosis_isText() throws IOException {
    String page = HtmlReport.of(EvilCase.diagnosis(Hostile.markup("everywhere")));
    assertThat(page.split("everywhere").length).isGreaterThan(40);
    isHarmless(page, "everywhere");
  }

  /** An AWS that answers with markup where it can choose its words. */
  private static Scenario wordy() {
    return Scenario.parse(
        """
        truth: none-found
        functions:
          - {name: DelayFunction, timeout: 3s, reserved: 1, duration: 1s}
        faults:
          - {api: "logs:FilterLogEvents", error: ValidationException, status: 400, message: '%s'}
          - {api: "cloudwatch:GetMetricData", error: ValidationError, status: 400, message: '%s'}
          - {api: "lambda:Invoke", error: InvalidParameterValueException, status: 400, message: '%s'}
        """
            .formatted(yaml("logs"), yaml("metrics"), yaml("invoke")),
        "wordy.yaml");
  }

  /** As it stands between the quotation marks of YAML. */
  private static String yaml(String place) {
    return Hostile.markup(place).replace("'", "''");
  }

  private void isHarmless(String html, String... shown) throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), html);
    Visit visit = CHROMIUM.visit(Look.plain());
    visit.page().navigate(file.toUri().toString());
    String text = visit.page().locator("body").innerText();
    assertThat(List.of(shown))
        .allSatisfy(place -> assertThat(text).contains(Hostile.markup(place)));
    assertThat(visit.requests()).hasSize(1);
    Hostile.isHarmlessIn(visit.page());
  }
}
