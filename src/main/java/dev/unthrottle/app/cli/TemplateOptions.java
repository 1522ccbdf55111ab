package dev.unthrottle.app.cli;

import dev.unthrottle.app.Findings;
import dev.unthrottle.app.cli.template.Template;
import dev.unthrottle.app.cli.template.TemplateCheck;
import dev.unthrottle.app.cli.template.TemplateException;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.NearestNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which templates, with which parameters. */
final class TemplateOptions {

  static final String TEMPLATE = "--template";
  private static final String PARAMETER = "--parameter";

  @Option(
      names = TEMPLATE,
      paramLabel = "FILE",
      description = "a SAM or CloudFormation template, YAML or JSON; may be repeated")
  private List<String> files = new ArrayList<>();

  @Option(
      names = PARAMETER,
      paramLabel = "NAME=VALUE",
      description = "a template's parameter that isn't its default; may be repeated")
  private List<String> parameters = new ArrayList<>();

  /** Whether there is a template at all. */
  boolean given() {
    return !files.isEmpty() || !parameters.isEmpty();
  }

  /** Reads them; what is wrong with them becomes findings. */
  Templates read(ClientCatalog catalog, Findings findings) throws IOException {
    Map<String, String> values = values(findings);
    Set<String> known = new TreeSet<>();
    var checks = new ArrayList<TemplateCheck>();
    for (String file : files) {
      Optional<Template> template = read(file, values, findings);
      template.ifPresent(it -> known.addAll(it.parameters()));
      template.ifPresent(it -> checks.add(new TemplateCheck(it, catalog)));
    }
    boolean complete = checks.size() == files.size();
    if (files.isEmpty()) {
      findings.add(PARAMETER, "Whose parameters? Say which template: --template FILE.");
    }
    if (complete && !files.isEmpty()) {
      values.keySet().stream()
          .filter(name -> !known.contains(name))
          .forEach(name ->
              findings.add(
                  PARAMETER,
                  "The template has no such parameter."
                      + NearestNames.hint(name, List.copyOf(known)),
                  name));
    }
    return new Templates(checks, complete && !files.isEmpty());
  }

  private Map<String, String> values(Findings findings) {
    var values = new LinkedHashMap<String, String>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        findings.add(PARAMETER, "A parameter is NAME=VALUE.", parameter);
      } else {
        values.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    return values;
  }

  private static Optional<Template> read(String file, Map<String, String> values, Findings findings)
      throws IOException {
    try {
      Path path = fromHere(Path.of(file));
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return Optional.of(Template.read(path, values));
      }
      findings.add(TEMPLATE, "There is no such file that can be read.", file);
    } catch (InvalidPathException e) {
      findings.add(TEMPLATE, "There is no such file that can be read.", file);
    } catch (TemplateException e) {
      findings.add(TEMPLATE, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** Relative to where the command runs, if it is below: so a repository's files are known. */
  private static Path fromHere(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.isAbsolute() && path.normalize().startsWith(here)
        ? here.relativize(path.normalize())
        : path;
  }
}
