const AWS = require("aws-sdk");

// This SDK has no setting for TCP keep-alive.{{ifKeepAlive}}
const lambda = new AWS.Lambda({
  maxRetries: {{maxRetries}},
  httpOptions: {
    connectTimeout: {{connect}},
    timeout: {{read}},
  },
});
lambda
  .invoke({ FunctionName: "{{function}}" }){{ifSynchronous}}
  .invoke({ FunctionName: "{{function}}", InvocationType: "Event" }){{ifAsynchronous}}
  .promise()
  .then((response) => console.log(response));
