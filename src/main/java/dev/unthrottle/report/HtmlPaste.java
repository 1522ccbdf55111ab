package dev.unthrottle.report;

import dev.unthrottle.diagnosis.advice.Recommendation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The settings as the users of each client paste them: a tab each, by radio buttons, so that they
 * work from the keyboard and without a script. The client that was asked about comes first. What is
 * printed is the tab that is open.
 */
final class HtmlPaste {

  private HtmlPaste() {}

  static void write(Markup page, String client, Recommendation recommendation) {
    Map<String, String> snippets = recommendation.snippets();
    if (snippets.isEmpty()) {
      return;
    }
    HtmlPage.section(page, "paste", "What to paste");
    if (recommendation.wayOut() != null) {
      page.element("p", AdviceText.pasted(recommendation, client) + ".", "class", "remark").line();
    }
    page.open("div", "class", "tabs", "role", "group", "aria-label", "Client").line();
    List<String> names = inOrder(client, snippets);
    for (String name : names) {
      tab(page, "tab-" + names.indexOf(name), name, name.equals(names.getFirst()));
      page.open("div", "class", "tab");
      snippet(page, snippets.getOrDefault(name, ""));
      page.close().line();
    }
    page.close().line();
    if (names.size() > 1) {
      page.element(
          "p",
          "Printed for one client; the page has %s."
              .formatted(Figures.count(names.size() - 1, "other")),
          "class",
          "print-only");
    }
    page.close().line();
  }

  private static void tab(Markup page, String id, String name, boolean first) {
    page.empty(
        "input",
        first
            ? new Object[] {"type", "radio", "name", "client", "id", id, "checked", "checked"}
            : new Object[] {"type", "radio", "name", "client", "id", id});
    page.element("label", name, "for", id);
  }

  /** The client first, then its other files ({@code aws-cli-config}), then the others. */
  private static List<String> inOrder(String client, Map<String, String> snippets) {
    return snippets.keySet().stream()
        .sorted(
            Comparator.comparing((String name) -> !name.equals(client))
                .thenComparing(name -> !name.startsWith(client))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Something to copy; the button shows where it can do so. */
  static void snippet(Markup page, String text) {
    page.open("div", "class", "snippet");
    page.open("pre", "tabindex", "0").element("code", text.stripTrailing()).close();
    page.element("button", "Copy", "type", "button", "class", "copy", "hidden", "hidden");
    page.close().line();
  }
}
