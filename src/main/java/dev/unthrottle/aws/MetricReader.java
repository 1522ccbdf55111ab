package dev.unthrottle.aws;

import dev.unthrottle.evidence.Metric;
import dev.unthrottle.evidence.MetricEvidence;
import dev.unthrottle.evidence.MetricEvidence.Point;
import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Source;
import dev.unthrottle.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Reads all metrics of a function with one call. They are those of the function as a whole, because
 * its versions and aliases share one reserved concurrency.
 */
final class MetricReader {

  /** Periods are chosen so that one page is enough; CloudWatch may still give its answer in two. */
  private static final int MAX_PAGES = 2;

  private final AwsClients clients;
  private final Asker asker;

  MetricReader(AwsClients clients, Asker asker) {
    this.clients = clients;
    this.asker = asker;
  }

  /**
   * Reads a window.
   *
   * @param now tells how old the window is, and so how finely CloudWatch still has it
   */
  Observation<MetricEvidence> read(String function, Window window, Instant now) {
    MetricPeriod period = MetricPeriod.of(window, now);
    return asker.ask(
        AwsCall.GET_METRIC_DATA,
        function,
        Source.METRICS,
        sent -> readPages(function, window, period, sent));
  }

  private MetricEvidence readPages(
      String function, Window window, MetricPeriod period, Transmission sent) {
    Window whole = period.wholePeriods(window);
    List<MetricDataQuery> queries =
        Arrays.stream(Metric.values()).map(m -> query(m, function, period.length())).toList();
    Map<Metric, List<Point>> series = new EnumMap<>(Metric.class);
    boolean complete = false;
    String token = null;
    for (int page = 0; page < MAX_PAGES && (page == 0 || token != null); page++) {
      GetMetricDataResponse answer = page(whole, queries, token, sent);
      answer.metricDataResults().forEach(result -> add(result, series));
      token = answer.nextToken();
      complete = token == null && answer.metricDataResults().stream().allMatch(MetricReader::isAll);
    }
    series.values().forEach(points -> points.sort(Comparator.comparing(Point::at)));
    return new MetricEvidence(window, period.length(), series, complete);
  }

  private GetMetricDataResponse page(
      Window window, List<MetricDataQuery> queries, @Nullable String token, Transmission sent) {
    return clients
        .cloudWatch()
        .getMetricData(r ->
            r.startTime(window.from())
                .endTime(window.to())
                .metricDataQueries(queries)
                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                .nextToken(token)
                .overrideConfiguration(sent::travelWith));
  }

  private static MetricDataQuery query(Metric metric, String function, Duration period) {
    Dimension dimension = Dimension.builder().name("FunctionName").value(function).build();
    return MetricDataQuery.builder()
        .id(id(metric))
        .metricStat(stat ->
            stat.metric(m ->
                    m.namespace("AWS/Lambda").metricName(metric.metricName()).dimensions(dimension))
                .period(Math.toIntExact(period.toSeconds()))
                .stat(metric.statistic()))
        .build();
  }

  /** CloudWatch wants ids that begin with a small letter. */
  private static String id(Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isAll(MetricDataResult result) {
    return result.statusCode() == StatusCode.COMPLETE;
  }

  private static void add(MetricDataResult result, Map<Metric, List<Point>> series) {
    for (Metric metric : Metric.values()) {
      if (id(metric).equals(result.id())) {
        List<Point> points = series.computeIfAbsent(metric, _ -> new ArrayList<>());
        for (int i = 0; i < result.timestamps().size(); i++) {
          points.add(new Point(result.timestamps().get(i), result.values().get(i)));
        }
      }
    }
  }
}
