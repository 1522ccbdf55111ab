// Makes one Lambda call with the AWS SDK for JavaScript v3 for each line of JSON on stdin, and prints what surfaced,
// a line of JSON each. Runs in the folder where the SDK is installed.
const { createRequire } = require("node:module");
const { readFileSync } = require("node:fs");
const { createInterface } = require("node:readline");

const installed = createRequire(`${process.cwd()}/`);
const { InvokeCommand, LambdaClient } = installed("@aws-sdk/client-lambda");

const tell = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;

function client({ endpoint, readTimeoutMs, maxAttempts, mode }) {
  return new LambdaClient({
    endpoint,
    requestHandler: { socketTimeout: readTimeoutMs },
    ...(maxAttempts && { maxAttempts }),
    ...(mode && { retryMode: mode }),
  });
}

function surfaced(error) {
  if (error.name === "TooManyRequestsException") return "refused";
  return error.name === "TimeoutError" ? "timeout" : "other";
}

async function invoke(test) {
  const lambda = client(test);
  try {
    await lambda.send(new InvokeCommand({ FunctionName: test.function }));
    tell({ id: test.id, surfaced: "answered", error: null });
  } catch (error) {
    tell({ id: test.id, surfaced: surfaced(error), error: String(error) });
  }
  lambda.destroy();
}

const version = versionOf("@aws-sdk/client-lambda");
const core = versionOf("@smithy/core");
tell({ version, tool: `@aws-sdk/client-lambda ${version}, @smithy/core ${core}, Node ${process.version}` });
createInterface({ input: process.stdin }).on("line", (line) => invoke(JSON.parse(line)));
