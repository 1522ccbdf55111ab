package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.OutputOptions.Format;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.report.HtmlReport;
import dev.unthrottle.report.JsonReport;
import dev.unthrottle.report.JsonText;
import dev.unthrottle.report.TextReport;
import dev.unthrottle.report.TextSummary;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How and where to a diagnosis is written. */
final class DiagnosisOutput {

  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-v", "--verbose"},
      description = "all of it as text, not one screen; the other formats always have all")
  private boolean verbose;

  /** The form of the result; a finding where it can't be had. */
  Format format(Findings findings) {
    return output.format(findings, Format.values());
  }

  /** Writes a diagnosis. */
  void write(Diagnosis diagnosis, Format format, Console console) {
    output.write(
        switch (format) {
          case TEXT -> text(diagnosis, output.colour(console));
          case JSON -> JsonText.pretty(JsonReport.of(diagnosis));
          case HTML -> HtmlReport.of(diagnosis);
        },
        console);
  }

  private String text(Diagnosis diagnosis, boolean colour) {
    return verbose ? TextReport.of(diagnosis, colour) : TextSummary.of(diagnosis, colour);
  }
}
