package dev.unthrottle.aws;

import static dev.unthrottle.aws.ScriptedAws.error;
import static dev.unthrottle.aws.ScriptedAws.json;
import static dev.unthrottle.aws.ScriptedAws.metrics;

import dev.unthrottle.aws.ScriptedAws.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers of AWS in their recorded shapes, about a function named DelayFunction. */
final class Answers {

  static final Reply ACCOUNT =
      json(
          """
          {"AccountLimit":{"TotalCodeSize":80530636800,"CodeSizeUnzipped":262144000,\
          "CodeSizeZipped":52428800,"ConcurrentExecutions":1000,"UnreservedConcurrentExecutions":999},\
          "AccountUsage":{"TotalCodeSize":4243,"FunctionCount":1}}\
          """);

  private static final Reply NOT_CONFIGURED =
      error(
          404,
          "ResourceNotFoundException",
          "The function arn:aws:lambda:eu-west-1:111122223333:function:DelayFunction:$LATEST"
              + " doesn't have an EventInvokeConfig");

  private Answers() {}

  /** A function that logs where functions do, with nothing set up around it and no traffic. */
  static ScriptedAws usual(ScriptedAws aws) {
    return aws.on("lambda:GetFunction", function("/aws/lambda/DelayFunction"))
        .on("lambda:GetAccountSettings", ACCOUNT)
        .on(
            "lambda:ListProvisionedConcurrencyConfigs",
            json("{\"ProvisionedConcurrencyConfigs\":[]}"))
        .on("lambda:ListEventSourceMappings", json("{\"EventSourceMappings\":[]}"))
        .on("lambda:GetFunctionEventInvokeConfig", NOT_CONFIGURED)
        .on("cloudwatch:GetMetricData", metrics(null))
        .on("logs:FilterLogEvents", page(null, List.of()));
  }

  /** 20,000 executions, of which a query finds one, and its page has another. */
  static ScriptedAws tooManyForPages(ScriptedAws aws, Instant at) {
    Line line = execution("9f1ab0d6-0000-4000-8000-000000000001", at).getLast();
    String result =
        """
        {"status":"Complete","statistics":{"recordsMatched":1.0,"bytesScanned":1000.0},"results":[[\
        {"field":"@timestamp","value":"2026-11-22 11:51:10.000"},\
        {"field":"@logStream","value":"%s"},{"field":"@message","value":"%s"}]]}\
        """
            .formatted(line.stream(), line.text());
    return aws.on("logs:FilterLogEvents", page("more", List.of(line)))
        .on(
            "cloudwatch:GetMetricData",
            metrics(
                null,
                new ScriptedAws.Series("invocations", "Complete", at, List.of(20_000.0)),
                new ScriptedAws.Series("log_bytes", "Complete", at, List.of(1e6))))
        .on("logs:StartQuery", json("{\"queryId\":\"query-1\"}"))
        .on("logs:GetQueryResults", json(result));
  }

  static Reply function(String logGroup) {
    return json(
        """
        {"Configuration":%s,"Code":{"RepositoryType":"S3","Location":"https://example.invalid/code"},\
        "Tags":{},"Concurrency":{"ReservedConcurrentExecutions":1}}\
        """
            .formatted(configuration(logGroup)));
  }

  static String configuration(String logGroup) {
    return """
    {"FunctionName":"DelayFunction",\
    "FunctionArn":"arn:aws:lambda:eu-west-1:111122223333:function:DelayFunction",\
    "Runtime":"java25","Timeout":900,"MemorySize":128,"Version":"$LATEST","PackageType":"Zip",\
    "Architectures":["arm64"],"State":"Active","LastUpdateStatus":"Successful",\
    "LoggingConfig":{"LogFormat":"Text","LogGroup":"%s"}}\
    """
        .formatted(logGroup);
  }

  record Line(Instant at, String stream, String text) {}

  /** Both lines of an execution of 70 s, in the stream of an own log group. */
  static List<Line> execution(String requestId, Instant start) {
    return execution(requestId, start, "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef");
  }

  static List<Line> execution(String requestId, Instant start, String stream) {
    return List.of(
        new Line(start, stream, "START RequestId: " + requestId + " Version: $LATEST\\n"),
        new Line(
            start.plusSeconds(70),
            stream,
            "REPORT RequestId: "
                + requestId
                + "\\tDuration: 70000.00 ms\\tBilled Duration: 70000 ms"
                + "\\tMemory Size: 128 MB\\tMax Memory Used: 64 MB\\t\\n"));
  }

  static Reply page(@Nullable String nextToken, List<Line> lines) {
    List<String> events = new ArrayList<>();
    for (Line line : lines) {
      events.add(
          "{\"eventId\":\"%d\",\"ingestionTime\":%d,\"logStreamName\":\"%s\",\"message\":\"%s\",\"timestamp\":%d}"
              .formatted(
                  events.size(),
                  line.at().toEpochMilli() + 900,
                  line.stream(),
                  line.text(),
                  line.at().toEpochMilli()));
    }
    String token = nextToken == null ? "" : ",\"nextToken\":\"" + nextToken + "\"";
    return json(
        events.stream().collect(Collectors.joining(",", "{\"events\":[", "]"))
            + ",\"searchedLogStreams\":[]"
            + token
            + "}");
  }
}
