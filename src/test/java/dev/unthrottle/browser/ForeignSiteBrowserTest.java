package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another page in the same browser can't have the console's server do anything, or see it. */
@Tag("conformance")
@ExtendWith(ServedConsole.Resolver.class)
class ForeignSiteBrowserTest {

  private static final String PROBE =
      "{\"function\": \"UntouchedFunction\", \"probe\": {\"plan\": \"measure\", \"allowExclusive\": true}}";

  /** What a page can send without asking first, and what it can't. */
  private static final List<String> TYPES = List.of("text/plain", "application/json");

  private static final String SEND =
      """
      async ([to, type, body, mode]) => {
        try {
          const answer = await fetch(to, { method: 'POST', headers: { 'content-type': type }, body, mode });
          return answer.type + ' ' + answer.status;
        } catch (refused) {
          return 'refused';
        }
      }
      """;

  private static final String FRAME =
      """
      to => new Promise(done => {
        const frame = document.createElement('iframe');
        frame.onload = () => done(frame.contentDocument === null ? 'opaque' : 'readable');
        frame.src = to;
        document.body.append(frame);
      })
      """;

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static HttpServer foreign;

  private final ServedConsole console;

  ForeignSiteBrowserTest(ServedConsole console) {
    this.console = console;
  }

  @BeforeAll
  static void serve() throws IOException {
    foreign = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    foreign.createContext("/", ForeignSiteBrowserTest::answer);
    foreign.start();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] page = "<!DOCTYPE html><title>Elsewhere</title>".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  @AfterAll
  static void stop() {
    foreign.stop(0);
  }

  /** On the same host, at another port: a browser calls that the same site, but another origin. */
  @Test
  void anotherPort_isRefused() {
    isRefused("127.0.0.1");
  }

  @Test
  void anotherName_isRefused() {
    isRefused("localhost");
  }

  private void isRefused(String host) {
    Visit visit = CHROMIUM.visit(Look.plain());
    visit.page().navigate("http://%s:%d/".formatted(host, foreign.getAddress().getPort()));
    for (String type : TYPES) {
      assertThat(sent(visit.page(), type, "cors")).isEqualTo("refused");
      // Nobody may read that answer, but the request has arrived.
      assertThat(sent(visit.page(), type, "no-cors")).isIn("opaque 0", "refused");
    }
    assertThat(console.aws().counts("UntouchedFunction").executions()).isZero();
    assertThat(visit.page().evaluate(FRAME, console.address() + "/")).isEqualTo("opaque");
    assertThat(visit.page().frames().getLast().locator("main").count()).isZero();
    assertThat(visit.takeComplaints())
        .anyMatch(it -> it.contains("CORS policy"))
        .anyMatch(it -> it.contains("Refused to display"));
  }

  private Object sent(Page page, String type, String mode) {
    return page.evaluate(SEND, List.of(console.address() + "/diagnoses", type, PROBE, mode));
  }
}
