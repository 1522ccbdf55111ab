package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.probe.SlotLife;
import java.time.Duration;

/** The ways out that aren't a client's own call, ready to paste. */
final class WayOutSnippets {

  /** The fewest executions at a time that an SQS event source can be limited to. */
  private static final int LEAST_CONCURRENCY = 2;

  private WayOutSnippets() {}

  /**
   * A state machine with the Lambda integration that waits. It retries refusals alone: nothing ran
   * then, so nothing can run twice. Its waits (1 s, 2 s, 4 s, …) together outlast the longest that
   * a slot can be held.
   */
  static String workflow(FunctionRef function, Duration timeout) {
    Duration state = SlotLife.longestRun(timeout).plus(Patience.ANSWER_MARGIN);
    return """
    {
      "StartAt": "Invoke",
      "States": {
        "Invoke": {
          "Type": "Task",
          "Resource": "arn:aws:states:::lambda:invoke",
          "Parameters": {"FunctionName": "%s", "Payload.$": "$"},
          "OutputPath": "$.Payload",
          "TimeoutSeconds": %d,
          "Retry": [
            {
              "ErrorEquals": ["Lambda.TooManyRequestsException"],
              "IntervalSeconds": 1,
              "BackoffRate": 2,
              "MaxAttempts": %d
            }
          ],
          "End": true
        }
      }
    }
    """
        .formatted(function, state.toSeconds(), retriesThatOutlast(SlotLife.longest(timeout)));
  }

  /** The fewest retries {@code n} whose waits, {@code 2^n - 1} seconds, are longer. */
  static int retriesThatOutlast(Duration slot) {
    return Long.SIZE - Long.numberOfLeadingZeros(slot.toSeconds() + 1);
  }

  static String streamingInPython(FunctionRef function) {
    return """
    import boto3
    from botocore.config import Config

    # The read timeout is for the silence between two pieces, not for the whole run.
    client = boto3.client(
        "lambda",
        config=Config(connect_timeout=4, read_timeout=%1$d, retries={"total_max_attempts": 1}),
    )
    response = client.invoke_with_response_stream(FunctionName="%2$s")
    for event in response["EventStream"]:
        if "PayloadChunk" in event:
            print(event["PayloadChunk"]["Payload"].decode(), end="")
        elif event["InvokeComplete"].get("ErrorCode"):
            raise RuntimeError(event["InvokeComplete"])
    """
        .formatted(Patience.IDLE_LIMIT.toSeconds(), function);
  }

  static String streamingInNode(FunctionRef function) {
    return """
    import { InvokeWithResponseStreamCommand, LambdaClient } from "@aws-sdk/client-lambda";

    // The socket timeout is for the silence between two pieces, not for the whole run.
    const lambda = new LambdaClient({
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 4000, socketTimeout: %1$d },
    });
    const response = await lambda.send(
      new InvokeWithResponseStreamCommand({ FunctionName: "%2$s" }),
    );
    for await (const event of response.EventStream) {
      if (event.PayloadChunk) process.stdout.write(event.PayloadChunk.Payload);
      if (event.InvokeComplete?.ErrorCode) throw new Error(event.InvokeComplete.ErrorDetails);
    }
    """
        .formatted(Patience.IDLE_LIMIT.toMillis(), function);
  }

  /**
   * A queue that invokes the function, with as many messages at work as there are slots; with a
   * single slot a FIFO queue, of which one group is handled one message at a time.
   */
  static String queue(FunctionRef function, Duration timeout, int slots) {
    boolean fifo = slots < LEAST_CONCURRENCY;
    long visibility = timeout.multipliedBy(Chain.VISIBILITY_FACTOR).toSeconds();
    return """
    QUEUE_URL=$(aws sqs create-queue --queue-name '%1$s' \\
      --attributes %2$s \\
      --query QueueUrl --output text)
    QUEUE_ARN=$(aws sqs get-queue-attributes --queue-url "$QUEUE_URL" \\
      --attribute-names QueueArn --query Attributes.QueueArn --output text)
    aws lambda create-event-source-mapping --function-name '%3$s' \\
      --event-source-arn "$QUEUE_ARN" --batch-size 1%4$s
    aws sqs send-message --queue-url "$QUEUE_URL" %5$s--message-body '{}'
    """
        .formatted(
            function.name() + (fifo ? ".fifo" : ""),
            "VisibilityTimeout=%d%s"
                .formatted(
                    visibility, fifo ? ",FifoQueue=true,ContentBasedDeduplication=true" : ""),
            function,
            fifo
                ? ""
                : " \\\n  --scaling-config MaximumConcurrency=%d".formatted(Math.min(slots, 1_000)),
            fifo ? "--message-group-id all " : "");
  }
}
