package dev.unthrottle.browser;

import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/**
 * A console to visit.
 *
 * @param aws what it asks: a function of 700 ms with one slot, and CloudWatch in a hurry
 * @param unthrottle what serves it
 */
record ServedConsole(Sandbox aws, Unthrottle unthrottle) implements AutoCloseable {

  private static final String SCENARIO =
      """
      truth: client-timeout-self-collision
      functions:
        - {name: DelayFunction, timeout: 2s, reserved: 1, duration: 700ms}
      logs: {delay: 100ms}
      """;

  static ServedConsole start() throws IOException {
    Scenario scenario = Scenario.parse(SCENARIO, "console.yaml");
    Sandbox aws = Sandbox.start(scenario, 0, Clock.systemUTC(), 1);
    return new ServedConsole(aws, Unthrottle.serve(aws.endpoint()));
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
}
