package dev.unthrottle.aws;

import dev.unthrottle.evidence.DownstreamThrottle;
import java.util.stream.Collectors;

/**
 * The query, in the language of CloudWatch Logs Insights, for either format of the platform's
 * lines.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html">
 *     Discovered fields</a>, checked 2026-11-22
 */
final class QueryText {

  private static final String REPORTS = "@type = \"REPORT\" or type = \"platform.report\"";

  /**
   * A REPORT has its handler's time in milliseconds. An application's line has neither figure, and
   * so counts with its own time in milliseconds since 1970, which is more than any execution takes:
   * these lines come first, the newest before the others.
   */
  private static final String SIZE =
      "coalesce(@duration, record.metrics.durationMs, @timestamp) as size";

  private QueryText() {}

  /**
   * The lines about throttles inside the function, and those about the longest executions; {@link
   * QueryAnswer.Row#event} reads them.
   */
  static String longest(LogPages pages, int most) {
    return "fields @timestamp, @logStream, @message, %s | filter %s or %s%s | sort size desc | limit %d"
        .formatted(SIZE, REPORTS, throttles(), ofFunction(pages), most);
  }

  private static String throttles() {
    return DownstreamThrottle.phrases().stream()
        .map("@message like \"%s\""::formatted)
        .collect(Collectors.joining(" or "));
  }

  /** In a shared group, streams name their function. */
  private static String ofFunction(LogPages pages) {
    return pages.isOwnGroup()
        ? ""
        : " | filter @logStream like \"/%s[\"".formatted(pages.function());
  }
}
