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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Reads all metrics with one call: those of the function as a whole, because its versions and
 * aliases share one reserved concurrency, those of the account, and its log group's.
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
        Arrays.stream(Metric.values()).map(m -> query(m, function, period.of(m))).toList();
    Map<Metric, List<Point>> series = new EnumMap<>(Metric.class);
    EnumSet<Metric> partial = EnumSet.allOf(Metric.class);
    String token = null;
    for (int page = 0; page < MAX_PAGES && (page == 0 || token != null); page++) {
      GetMetricDataResponse answer = page(whole, queries, token, sent);
      for (MetricDataResult result : answer.metricDataResults()) {
        add(result, series, partial);
      }
      token = answer.nextToken();
    }
    if (token != null) {
      partial.addAll(EnumSet.allOf(Metric.class));
    }
    series.values().forEach(points -> points.sort(Comparator.comparing(Point::at)));
    return new MetricEvidence(window, period.length(), series, partial);
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
    return MetricDataQuery.builder()
        .id(id(metric))
        .metricStat(stat ->
            stat.metric(m ->
                    m.namespace(namespace(metric.scope()))
                        .metricName(metric.metricName())
                        .dimensions(dimensions(metric.scope(), function)))
                .period(Math.toIntExact(period.toSeconds()))
                .stat(metric.statistic()))
        .build();
  }

  private static String namespace(Metric.Scope scope) {
    return switch (scope) {
      case FUNCTION, REGION -> "AWS/Lambda";
      case LOG_GROUP -> "AWS/Logs";
    };
  }

  /** The log group is the one that a function has unless it was given another. */
  private static List<Dimension> dimensions(Metric.Scope scope, String function) {
    return switch (scope) {
      case FUNCTION -> List.of(dimension("FunctionName", function));
      case REGION -> List.of();
      case LOG_GROUP ->
          List.of(dimension("LogGroupName", SettingsReader.defaultLogGroup(function)));
    };
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  /** CloudWatch wants ids that begin with a small letter. */
  private static String id(Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  /** Puts the points of one result with the others; a complete one isn't partial any more. */
  private static void add(
      MetricDataResult result, Map<Metric, List<Point>> series, Set<Metric> partial) {
    for (Metric metric : Metric.values()) {
      if (id(metric).equals(result.id())) {
        List<Point> points = series.computeIfAbsent(metric, _ -> new ArrayList<>());
        for (int i = 0; i < result.timestamps().size(); i++) {
          points.add(new Point(result.timestamps().get(i), result.values().get(i)));
        }
        if (result.statusCode() == StatusCode.COMPLETE) {
          partial.remove(metric);
        } else {
          partial.add(metric);
        }
      }
    }
  }
}
