using System;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

// Timeout covers one attempt, connecting included: there is no limit for connecting
// or for reading alone.
// There is no setting for TCP keep-alive on .NET; on .NET Framework it is on.
var lambda = new AmazonLambdaClient(new AmazonLambdaConfig
{
    Timeout = TimeSpan.FromMilliseconds(908100),
    RetryMode = RequestRetryMode.Standard,
    MaxErrorRetry = 0,
});
var response = await lambda.InvokeAsync(new InvokeRequest
{
    FunctionName = "Orders",
});
