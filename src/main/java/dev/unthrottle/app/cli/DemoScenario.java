package dev.unthrottle.app.cli;

import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The scenario of the demo: {@code scenarios/reserved-one.yaml}, packaged by the build. */
final class DemoScenario {

  static final String FILE = "reserved-one.yaml";
  static final String FUNCTION = "DelayFunction";

  private DemoScenario() {}

  static Scenario load() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(DemoScenario.class.getResourceAsStream(FILE), FILE)) {
      return Scenario.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), FILE);
    }
  }
}
