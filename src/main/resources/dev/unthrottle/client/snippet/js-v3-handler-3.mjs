import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const lambda = new LambdaClient({
  maxAttempts: {{maxAttempts}},
  retryMode: "{{retryMode}}",
  requestHandler: new NodeHttpHandler({
    connectionTimeout: {{connect}},
    requestTimeout: {{read}},
  }),
});
const response = await lambda.send(
  new InvokeCommand({ FunctionName: "{{function}}" }),{{ifSynchronous}}
  new InvokeCommand({ FunctionName: "{{function}}", InvocationType: "Event" }),{{ifAsynchronous}}
);
