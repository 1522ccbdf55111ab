import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient({
  maxAttempts: {{maxAttempts}},
  retryMode: "{{retryMode}}",
  requestHandler: {
    connectionTimeout: {{connect}},
    socketTimeout: {{read}},
    requestTimeout: {{attempt}},
    throwOnRequestTimeout: true,{{ifAttempt}}
  },
});
const response = await lambda.send(
  new InvokeCommand({ FunctionName: "{{function}}" }),{{ifSynchronous}}
  new InvokeCommand({ FunctionName: "{{function}}", InvocationType: "Event" }),{{ifAsynchronous}}
);
