package dev.unthrottle.report;

import java.util.List;

/**
 * A page that needs nothing else: its style and its script are in it, and a browser is told to run
 * no others. It is well-formed XML too.
 */
final class HtmlPage {

  private static final String STYLE = StyleSheet.read();
  private static final String SCRIPT = StyleSheet.resource("report.js");

  private final Markup markup = new Markup();

  private HtmlPage() {}

  /** A page up to its first section. */
  static Markup begin(String title) {
    var page = new HtmlPage().markup;
    page.open("html", "lang", "en").line().open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy()).line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", title).line();
    page.open("style").line().trusted(STYLE).close().line();
    page.close().line().open("body").open("main").line();
    return page;
  }

  /** The whole page, from its last section on. */
  static String end(Markup page, String footer) {
    page.element("footer", footer).close().line();
    page.open("script").trusted(SCRIPT).close().line();
    page.close().close().line();
    return "<!DOCTYPE html>\n" + page;
  }

  /** What a browser may do with these pages. */
  static String policy() {
    return ContentSecurityPolicy.of("\n" + STYLE, SCRIPT);
  }

  /** Begins a section that a link can lead to. */
  static void section(Markup page, String id, String heading) {
    page.open("section", "id", id).element("h2", heading).line();
  }

  /** Begins a table with these columns; the first is of headings. */
  static void table(Markup page, List<String> columns) {
    page.open("div", "class", "scroll", "tabindex", "0").open("table").open("thead").open("tr");
    columns.forEach(name -> page.element("th", name, "scope", "col"));
    page.close().close().line().open("tbody").line();
  }

  /** Ends the table that was begun last. */
  static void endTable(Markup page) {
    page.close().close().close().line();
  }

  /** A list, if there is anything in it. */
  static void list(Markup page, String kind, List<String> items) {
    if (!items.isEmpty()) {
      page.open(kind);
      items.forEach(item -> page.element("li", item));
      page.close().line();
    }
  }
}
