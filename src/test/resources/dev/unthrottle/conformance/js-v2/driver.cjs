// Makes one Lambda call with the AWS SDK for JavaScript v2 for each line of JSON on stdin, and prints what surfaced,
// a line of JSON each. Runs in the folder where the SDK is installed.
const { createRequire } = require("node:module");
const { createInterface } = require("node:readline");

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = "1";
const AWS = createRequire(`${process.cwd()}/`)("aws-sdk");

const tell = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

function client({ endpoint, readTimeoutMs, maxAttempts }) {
  return new AWS.Lambda({
    endpoint,
    httpOptions: { timeout: readTimeoutMs },
    ...(maxAttempts && { maxRetries: maxAttempts - 1 }),
  });
}

function surfaced(error) {
  if (error.code === "TooManyRequestsException") return "refused";
  return error.code === "TimeoutError" ? "timeout" : "other";
}

async function invoke(test) {
  try {
    await client(test).invoke({ FunctionName: test.function }).promise();
    tell({ id: test.id, surfaced: "answered", error: null });
  } catch (error) {
    tell({ id: test.id, surfaced: surfaced(error), error: `${error.code}: ${error.message}` });
  }
}

tell({ version: AWS.VERSION, tool: `aws-sdk ${AWS.VERSION}, Node ${process.version}` });
createInterface({ input: process.stdin }).on("line", (line) => invoke(JSON.parse(line)));
