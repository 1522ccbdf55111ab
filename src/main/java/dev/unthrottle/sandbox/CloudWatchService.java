package dev.unthrottle.sandbox;

/** CloudWatch, as far as {@code GetMetricData}, in all three protocols that clients speak. */
final class CloudWatchService {

  /** The {@code Version} of its API. */
  static final String VERSION = "2010-08-01";

  static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

  private final GetMetricData getMetricData;

  CloudWatchService(MetricStore store) {
    this.getMetricData = new GetMetricData(store);
  }

  Operation route(String name, Protocol protocol) {
    if (!name.equals("GetMetricData")) {
      throw new UnknownOperation(protocol, name);
    }
    return new Operation(
        "cloudwatch:" + name,
        "*",
        protocol,
        request -> protocol.output(request, getMetricData.answer(protocol.input(request))));
  }
}
