package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table in the documentation is the catalogue's. */
class CatalogueMarkdownTest {

  private static final Path PAGE = Path.of("docs", "clients.md");
  private static final String BEGIN = "<!-- begin of the table -->\n";
  private static final String END = "<!-- end of the table -->\n";

  /** Writes the page anew with {@code mvn test -Dtest=CatalogueMarkdownTest -Ddocs.write=true}. */
  @Test
  void theDocumentedTable_isTheCatalogue() throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String tail = page.substring(page.indexOf(END));
    String expected = head + CatalogueMarkdown.table(ClientCatalog.bundled().variants()) + tail;
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }
}
