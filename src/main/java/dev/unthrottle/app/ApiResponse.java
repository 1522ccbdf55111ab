package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.report.HtmlReport;
import dev.unthrottle.report.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP response, wherever it goes to.
 *
 * @param status its status
 * @param headers its headers
 * @param body its body, empty if it has none
 */
public record ApiResponse(int status, Map<String, String> headers, String body) {

  /** Nothing that is answered here is to be cached, framed, sniffed at, or to load anything. */
  private static final Map<String, String> SECURITY =
      Map.of(
          "cache-control", "no-store",
          "content-security-policy", "default-src 'none'",
          "referrer-policy", "no-referrer",
          "x-content-type-options", "nosniff",
          "x-frame-options", "DENY");

  static ApiResponse json(JsonNode document) {
    return of(200, "application/json", JsonText.compact(document));
  }

  /** A report. */
  static ApiResponse html(String page) {
    return of(200, "text/html; charset=utf-8", page)
        .with("content-security-policy", HtmlReport.contentSecurityPolicy());
  }

  static ApiResponse problem(Problem problem) {
    return of(problem.kind().status(), Problem.MEDIA_TYPE, JsonText.compact(problem.json()));
  }

  static ApiResponse of(int status, String mediaType, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", mediaType);
    headers.putAll(SECURITY);
    return new ApiResponse(status, headers, body);
  }

  ApiResponse with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ApiResponse(status, more, body);
  }

  ApiResponse withoutBody() {
    return new ApiResponse(status, headers, "");
  }
}
