package dev.unthrottle.app.cli;

import dev.unthrottle.app.CheckRequest;
import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.template.TemplateCheck;
import dev.unthrottle.app.cli.template.TemplateException;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.report.CheckReport.Checked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Templates that are checked together.
 *
 * @param checks one for each that could be read
 * @param complete whether all could
 */
record Templates(List<TemplateCheck> checks, boolean complete) {

  /** Copies the list. */
  Templates {
    checks = List.copyOf(checks);
  }

  boolean several() {
    return checks.size() > 1;
  }

  /** The functions' logical ids. */
  List<String> functions() {
    return checks.stream().flatMap(check -> check.functions().stream()).distinct().toList();
  }

  String listed() {
    return functions().isEmpty() ? "none" : String.join(", ", functions());
  }

  /** The template that has a function of that logical id. */
  Optional<TemplateCheck> of(String function) {
    return checks.stream().filter(check -> check.functions().contains(function)).findFirst();
  }

  /** Everything that they set up; what can't be read becomes findings. */
  List<Checked> run(Findings findings) {
    var checked = new ArrayList<Checked>();
    List<Path> files = checks.stream().map(check -> check.path().normalize()).toList();
    for (TemplateCheck check : checks) {
      try {
        checked.addAll(check.run(files));
      } catch (TemplateException e) {
        findings.add(TemplateOptions.TEMPLATE, String.valueOf(e.getMessage()));
      }
    }
    return checked;
  }

  /** What {@code request} sets up around one of their functions. */
  List<Checked> call(String function, CheckRequest request, ClientCatalog catalog) {
    TemplateCheck check = of(function).orElseThrow();
    return request.around(check.target(function).orElseThrow(), catalog).stream()
        .map(check::check)
        .toList();
  }
}
