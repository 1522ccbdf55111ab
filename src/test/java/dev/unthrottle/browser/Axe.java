package dev.unthrottle.browser;

import com.microsoft.playwright.Page;
import dev.unthrottle.conformance.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Deque's axe, which knows the rules of accessibility that a machine can check: WCAG 2.2 A and AA,
 * and its own best practices.
 *
 * @see <a href="https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md">its
 *     rules</a>
 */
final class Axe {

  private static final String SOURCE = source();

  private static final String RUN =
      """
      async () => {
        const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`));
      }
      """;

  private Axe() {}

  /** What is wrong with the page as it is shown now: rule, place and reason, one line each. */
  static List<String> violations(Page page) {
    page.evaluate(SOURCE);
    return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
  }

  private static String source() {
    Path file = Tools.nodePackages("axe").resolve("node_modules/axe-core/axe.min.js");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
