package dev.unthrottle.browser;

import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A console to visit, one for all tests of a run.
 *
 * @param aws what it asks: functions of 700 ms with one slot each, and CloudWatch in a hurry
 * @param unthrottle what serves it
 */
record ServedConsole(Sandbox aws, Unthrottle unthrottle) implements AutoCloseable {

  private static final String SCENARIO =
      """
      truth: client-timeout-self-collision
      functions:
        - {name: DelayFunction, timeout: 2s, reserved: 1, duration: 700ms}
        - {name: UntouchedFunction, timeout: 2s, reserved: 1, duration: 700ms}
      logs: {delay: 100ms}
      """;

  private static ServedConsole start() {
    try {
      Scenario scenario = Scenario.parse(SCENARIO, "console.yaml");
      Sandbox aws = Sandbox.start(scenario, 0, Clock.systemUTC(), 1);
      return new ServedConsole(aws, Unthrottle.serve(aws.endpoint()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return unthrottle.address();
  }

  /**
   * Shows the page.
   *
   * @param fragment the state that it begins with, as a link has it after its {@code #}
   */
  ConsolePage open(Visit visit, String fragment) {
    visit.page().navigate(address() + "/" + (fragment.isEmpty() ? "" : "#" + fragment));
    return new ConsolePage(visit);
  }

  @Override
  public void close() {
    unthrottle.close();
    aws.close();
  }

  /** Gives it to the tests that ask for it. */
  static final class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ServedConsole.class;
    }

    @Override
    public ServedConsole resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(ServedConsole.class))
          .computeIfAbsent(ServedConsole.class, _ -> start(), ServedConsole.class);
    }
  }
}
