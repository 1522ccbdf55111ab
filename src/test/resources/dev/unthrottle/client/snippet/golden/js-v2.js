const AWS = require("aws-sdk");

// This SDK has no setting for TCP keep-alive.
const lambda = new AWS.Lambda({
  maxRetries: 0,
  httpOptions: {
    connectTimeout: 3100,
    timeout: 905000,
  },
});
lambda
  .invoke({ FunctionName: "Orders" })
  .promise()
  .then((response) => console.log(response));
