import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient({
  maxAttempts: 1,
  retryMode: "standard",
  requestHandler: {
    connectionTimeout: 3100,
    socketTimeout: 905000,
  },
});
const response = await lambda.send(
  new InvokeCommand({ FunctionName: "Orders" }),
);
