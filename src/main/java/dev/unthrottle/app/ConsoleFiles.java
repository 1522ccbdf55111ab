package dev.unthrottle.app;

import dev.unthrottle.app.Problem.Kind;
import dev.unthrottle.report.TimelineSvg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The console: a page, its style and its modules, as they lie in the artifact. A browser asks each
 * time whether they are still the same, and is told so without getting them again.
 */
public enum ConsoleFiles {

  /** The console is here. */
  SERVED,

  /** It isn't: a browser can't sign its requests, so it could ask nothing. */
  WITHHELD;

  private static final String FOLDER = "/dev/unthrottle/console/";

  /** Nothing that isn't a plain file name in that folder. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*\\.(js|css|svg)");

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  /** Only what this server sends runs, styles or is asked, and no other page frames it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The page. */
  ApiResponse page(ApiRequest request) {
    return answer(request, "index.html", "text/html; charset=utf-8");
  }

  /** What the page consists of. */
  ApiResponse file(ApiRequest request) {
    String name = request.path().substring("/console/".length());
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw noSuchFile();
    }
    return answer(
        request, name, MEDIA_TYPES.getOrDefault(matcher.group(1), "application/octet-stream"));
  }

  private ApiResponse answer(ApiRequest request, String name, String mediaType) {
    if (this == WITHHELD) {
      throw new ProblemException(
          Problem.of(
              Kind.NO_CONSOLE,
              "Requests to this API are signed, which a browser can't. Deploy it with JwtIssuer and"
                  + " JwtAudience, or run ./unthrottle serve."));
    }
    String text = read(name);
    if (text == null) {
      throw noSuchFile();
    }
    String tag = '"' + IdempotencyKey.digest(text).substring(0, 20) + '"';
    boolean same = request.header("if-none-match").contains(tag);
    return (same ? ApiResponse.of(304, mediaType, "") : ApiResponse.of(200, mediaType, text))
        .with("etag", tag)
        .with("cache-control", "no-cache")
        .with("content-security-policy", POLICY)
        .with("cross-origin-resource-policy", "same-origin");
  }

  private static ProblemException noSuchFile() {
    return new ProblemException(Problem.of(Kind.NO_SUCH_RESOURCE, "The console has no such file."));
  }

  private static @Nullable String read(String name) {
    if (name.equals("timeline.css")) { // the page shows the reports' pictures, in their colours
      return TimelineSvg.styleSheet();
    }
    try (InputStream file = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The artifact is damaged: %s can't be read".formatted(name), e);
    }
  }
}
