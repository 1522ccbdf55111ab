using System;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

// Timeout covers one attempt, connecting included: there is no limit for connecting
// or for reading alone.
// There is no setting for TCP keep-alive on .NET; on .NET Framework it is on.{{ifKeepAlive}}
var lambda = new AmazonLambdaClient(new AmazonLambdaConfig
{
    Timeout = {{attempt}},
    RetryMode = RequestRetryMode.{{RetryMode}},
    MaxErrorRetry = {{maxRetries}},
});
var response = await lambda.InvokeAsync(new InvokeRequest
{
    FunctionName = "{{function}}",
    InvocationType = InvocationType.Event,{{ifAsynchronous}}
});
