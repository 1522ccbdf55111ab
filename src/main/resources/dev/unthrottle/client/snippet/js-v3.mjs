import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient({
  maxAttempts: {{maxAttempts}},
  retryMode: "{{retryMode}}",
  requestHandler: {
    connectionTimeout: {{connect}},
    socketTimeout: {{read}},
    requestTimeout: {{attempt}},
    throwOnRequestTimeout: true,{{onlyWithAttempt}}
  },
});
const response = await lambda.send(new InvokeCommand({ FunctionName: "{{function}}"{{event}} }));
