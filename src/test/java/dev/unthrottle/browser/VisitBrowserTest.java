package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The watch over a page notices what it is there for; else no other test here could fail. */
@Tag("conformance")
class VisitBrowserTest {

  private static final String WRONG =
      """
      <!DOCTYPE html>
      <meta http-equiv="Content-Security-Policy"
        content="script-src 'unsafe-inline'; img-src 'none'">
      <title>Wrong</title>
      <style>p { width: 2000px } div { width: 9px; overflow: hidden; white-space: nowrap }</style>
      <p>wide</p>
      <div>clipped</div>
      <img src="http://127.0.0.1:1/pixel.png" onerror="window.hurt = true">
      <svg width="80" height="80" viewBox="0 0 160 160">
        <text x="9" y="50" font-size="20">one</text>
        <text x="19" y="50" font-size="20">two</text>
        <text x="150" y="90" font-size="24">outside</text>
      </svg>
      <script>console.error("said"); alert("asked"); missing();</script>
      """;

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  @TempDir private Path folder;
  private Visit visit;

  @BeforeEach
  void visitTheWrongPage() throws IOException {
    visit = CHROMIUM.visit(Look.light(Look.NARROW));
    Path file = Files.writeString(folder.resolve("wrong.html"), WRONG);
    visit.page().navigate(file.toUri().toString());
  }

  @Test
  void complaints_areHeard() {
    assertThat(visit.requests()).contains("http://127.0.0.1:1/pixel.png");
    assertThat(visit.takeComplaints())
        .anyMatch(it -> it.contains("Content Security Policy") && it.contains("pixel.png"))
        .contains("error: said", "alert: asked")
        .anyMatch(it -> it.startsWith("uncaught: ReferenceError: missing is not defined"))
        .hasSize(4);
  }

  @Test
  void barriers_areFound() {
    assertThat(Axe.violations(visit.page()))
        .anyMatch(it -> it.startsWith("image-alt: "))
        .anyMatch(it -> it.startsWith("html-has-lang: "));
    assertThat(visit.takeComplaints()).isNotEmpty();
  }

  /** The picture is shown at half its size: 20 px become 10. */
  @Test
  void faultsOfTheLayout_areFound() {
    Layout layout = new Layout(visit.page());
    assertThat(layout.overflow()).isGreaterThan(1500);
    assertThat(layout.clipped()).containsExactly("div: clipped");
    assertThat(layout.smallText()).containsExactly("10 px: one", "10 px: two");
    assertThat(layout.collisions())
        .containsExactlyInAnyOrder("one × two", "outside leaves the picture");
    assertThat(layout.executables()).containsExactly("img.onerror");
    assertThat(visit.takeComplaints()).isNotEmpty();
  }
}
