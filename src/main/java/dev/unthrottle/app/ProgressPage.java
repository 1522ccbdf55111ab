package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.report.JsonText;

/** What a browser shows while a diagnosis runs. */
final class ProgressPage {

  private ProgressPage() {}

  /** The document of {@code GET /diagnoses/{id}}, readable. */
  static String of(JsonNode running) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Unthrottle: running</title></head>
    <body>
    <h1>The diagnosis is being made</h1>
    <p>This page looks again by itself.</p>
    <pre>%s</pre>
    </body>
    </html>
    """
        .formatted(escaped(JsonText.pretty(running)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
