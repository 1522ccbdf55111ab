package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** CloudWatch Logs: awsJson1.1, the operation in {@code X-Amz-Target}. */
final class LogsService {

  private static final Protocol PROTOCOL = new AwsJson("1.1");

  private final FilterLogEvents filterLogEvents;
  private final GetLogEvents getLogEvents;
  private final DescribeLogs describe;
  private final LogQueryJobs queries;

  LogsService(LogStore store, LogQueryJobs queries) {
    this.queries = queries;
    this.filterLogEvents = new FilterLogEvents(store);
    this.getLogEvents = new GetLogEvents(store);
    this.describe = new DescribeLogs(store);
  }

  /** What turns an operation's input into its output. */
  interface Action {
    Map<String, Object> answer(JsonNode input);
  }

  Operation route(String name) {
    return switch (name) {
      case "FilterLogEvents" -> of(name, filterLogEvents::answer);
      case "GetLogEvents" -> of(name, getLogEvents::answer);
      case "DescribeLogGroups" -> of(name, describe::groups);
      case "DescribeLogStreams" -> of(name, describe::streams);
      case "StartQuery" -> of(name, queries::start);
      case "GetQueryResults" -> of(name, queries::results);
      case "StopQuery" -> of(name, queries::stop);
      default -> throw new UnknownOperation(PROTOCOL, name);
    };
  }

  private static Operation of(String name, Action action) {
    return new Operation(
        "logs:" + name,
        Arns.logGroup("*"),
        PROTOCOL,
        request -> PROTOCOL.output(request, action.answer(PROTOCOL.input(request))));
  }
}
