package dev.unthrottle.aws;

/**
 * The queries, in the language of CloudWatch Logs Insights, for one format of the platform's lines.
 *
 * @param reports the condition that REPORT lines satisfy
 * @param duration the field with the handler's time, in milliseconds
 * @param status the field that tells how an execution ended
 * @param timedOut a text that stands in it where the execution was cut off
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html">
 *     Discovered fields</a>, checked 2026-11-22
 */
record QueryText(String reports, String duration, String status, String timedOut) {

  /** {@code REPORT RequestId: …}. */
  static final QueryText TEXT =
      new QueryText("@type = \"REPORT\"", "@duration", "@message", "Status: timeout");

  /** {@code {"type":"platform.report", …}}. */
  static final QueryText JSON =
      new QueryText(
          "type = \"platform.report\"", "record.metrics.durationMs", "record.status", "timeout");

  /** One row about all executions; {@link QueryAnswer.Row#durations} reads it. */
  String percentiles(LogPages pages) {
    return """
    filter %s%s | stats count(*) as runs, avg(%3$s) as mean, pct(%3$s, 50) as p50, \
    pct(%3$s, 90) as p90, pct(%3$s, 99) as p99, pct(%3$s, 99.9) as p999, max(%3$s) as longest, \
    sum(strcontains(%4$s, "%5$s")) as cutOff\
    """
        .formatted(reports, ofFunction(pages), duration, status, timedOut);
  }

  /** The lines about the longest executions; {@link QueryAnswer.Row#event} reads them. */
  String longest(LogPages pages, int most) {
    return "fields @timestamp, @logStream, @message | filter %s%s | sort %s desc | limit %d"
        .formatted(reports, ofFunction(pages), duration, most);
  }

  /** In a shared group, streams name their function. */
  private static String ofFunction(LogPages pages) {
    return pages.isOwnGroup() ? "" : " and @logStream like \"/%s[\"".formatted(pages.function());
  }
}
