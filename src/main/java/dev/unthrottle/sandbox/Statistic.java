package dev.unthrottle.sandbox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statistic of CloudWatch over the samples of one period; there is at least one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">Statistics
 *     definitions</a>, checked 2026-11-22
 */
interface Statistic {

  /** {@code p99}, {@code p99.9} or {@code p100}. */
  Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,10})?|100)");

  /** Its value. */
  double of(List<Double> samples);

  /**
   * The statistic of that name.
   *
   * @param query the query's number in its request, from 1, for messages
   * @throws AwsError if there is none
   */
  static Statistic parse(String name, int query) {
    return switch (name) {
      case "Sum" -> Statistic::sum;
      case "SampleCount" -> List::size;
      case "Average" -> samples -> sum(samples) / samples.size();
      case "Maximum" -> samples -> samples.stream().max(Double::compare).orElseThrow();
      case "Minimum" -> samples -> samples.stream().min(Double::compare).orElseThrow();
      default -> percentile(name, query);
    };
  }

  private static double sum(List<Double> samples) {
    return samples.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Statistic percentile(String name, int query) {
    Matcher matcher = PERCENTILE.matcher(name);
    if (!matcher.matches()) {
      throw GetMetricData.invalid(
          "The value %s for parameter MetricDataQueries.member.%d.MetricStat.Stat is not supported."
              .formatted(name, query));
    }
    double share = Double.parseDouble(matcher.group(1)) / 100;
    return samples -> nearestRank(samples, share);
  }

  /** The smallest sample that at least this share of all samples doesn't exceed. */
  private static double nearestRank(List<Double> samples, double share) {
    int rank = (int) Math.ceil(share * samples.size());
    return samples.stream().sorted().toList().get(Math.max(1, rank) - 1);
  }
}
