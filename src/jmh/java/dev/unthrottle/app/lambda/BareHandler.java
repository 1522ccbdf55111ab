package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The least that could answer from the same sources: reads its event with Jackson, makes four calls
 * with the AWS SDK, writes what it found with Jackson. No logs, no metrics, no checks.
 */
public final class BareHandler implements RequestStreamHandler {

  private static final String FUNCTION = "DelayFunction";
  private static final Duration WINDOW = Duration.ofHours(24);

  private final ObjectMapper mapper = new ObjectMapper();
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final LambdaClient lambda = LambdaClient.builder().httpClient(http).build();
  private final CloudWatchLogsClient logs = CloudWatchLogsClient.builder().httpClient(http).build();
  private final CloudWatchClient metrics = CloudWatchClient.builder().httpClient(http).build();

  /** Called by Lambda. */
  public BareHandler() {}

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode event = mapper.readTree(in);
    Instant now = Instant.now();
    var function = lambda.getFunction(request -> request.functionName(FUNCTION));
    var account = lambda.getAccountSettings(_ -> {});
    var lines = logs.filterLogEvents(lines(now));
    var throttles = metrics.getMetricData(throttles(now));
    Map<String, Object> found =
        Map.of(
            "path", event.path("rawPath").asText(),
            "timeout", function.configuration().timeout(),
            "concurrency", account.accountLimit().concurrentExecutions(),
            "lines", lines.events().size(),
            "throttles", throttles.metricDataResults().size());
    mapper.writeValue(out, found);
  }

  private static FilterLogEventsRequest lines(Instant now) {
    return FilterLogEventsRequest.builder()
        .logGroupName("/aws/lambda/" + FUNCTION)
        .startTime(now.minus(WINDOW).toEpochMilli())
        .filterPattern("\"REPORT RequestId:\"")
        .build();
  }

  private static GetMetricDataRequest throttles(Instant now) {
    return GetMetricDataRequest.builder()
        .startTime(now.minus(WINDOW))
        .endTime(now)
        .metricDataQueries(query ->
            query
                .id("throttles")
                .metricStat(stat ->
                    stat.stat("Sum")
                        .period(300)
                        .metric(metric ->
                            metric
                                .namespace("AWS/Lambda")
                                .metricName("Throttles")
                                .dimensions(
                                    dimension -> dimension.name("FunctionName").value(FUNCTION)))))
        .build();
  }
}
